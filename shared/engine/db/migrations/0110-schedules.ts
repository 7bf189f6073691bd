/** When a bridge's schedule was last kept, so that a start knows what was missed. Null: by an older Tagbridge. */
export const schedules = `
ALTER TABLE bridge ADD COLUMN kept_at INTEGER;
`;
