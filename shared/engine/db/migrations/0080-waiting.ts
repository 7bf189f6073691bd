/** What waits for the next sync of a bridge, as it was judged last. */
export const waiting = `
CREATE TABLE bridge_waiting (
  bridge TEXT NOT NULL, photo INTEGER NOT NULL,
  PRIMARY KEY (bridge, photo)
) STRICT, WITHOUT ROWID;
CREATE INDEX bridge_waiting_photo ON bridge_waiting (photo);
`;
