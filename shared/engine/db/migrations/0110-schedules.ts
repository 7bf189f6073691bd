/**
 * When a bridge's schedule was last kept, so that a start knows what was missed (null: by an older Tagbridge); since
 * when the brake counts what it does by itself; which files of a plan lose something; and which libraries are back from
 * being away, with all that follows from it still to be judged.
 */
export const schedules = `
ALTER TABLE bridge ADD COLUMN kept_at INTEGER;
ALTER TABLE bridge ADD COLUMN counted_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plan_item ADD COLUMN losing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE library ADD COLUMN returned INTEGER NOT NULL DEFAULT 0;
CREATE INDEX plan_at ON plan (at);
CREATE INDEX run_plan ON run (plan);
`;
