/** What waits for a library that is away, beside what waits for the next sync (`library` is empty). */
export const waitingFor = `
ALTER TABLE bridge_waiting RENAME TO waiting_before;
CREATE TABLE bridge_waiting (
  bridge TEXT NOT NULL, photo INTEGER NOT NULL, library TEXT NOT NULL,
  PRIMARY KEY (bridge, library, photo)
) STRICT, WITHOUT ROWID;
INSERT INTO bridge_waiting SELECT bridge, photo, '' FROM waiting_before;
DROP TABLE waiting_before;
CREATE INDEX bridge_waiting_photo ON bridge_waiting (photo);
`;
