/** What waits for a library that is away, beside what waits for the next sync (`library` is empty). */
export const waitingFor = `
ALTER TABLE bridge_waiting RENAME TO waiting_before;
CREATE TABLE bridge_waiting (
  bridge TEXT NOT NULL, photo INTEGER NOT NULL, library TEXT NOT NULL,
  PRIMARY KEY (bridge, library, photo)
) STRICT, WITHOUT ROWID;
INSERT INTO bridge_waiting SELECT bridge, photo, '' FROM waiting_before;
DROP TABLE waiting_before;
-- What may wait for a library that is away just now; the next look at it judges them.
INSERT OR IGNORE INTO bridge_waiting
  SELECT member.bridge, file.photo, library.id FROM library
  JOIN bridge_member AS member ON member.library = library.id
  JOIN file ON file.library = library.id AND file.state <> 'missing'
  JOIN photo ON photo.id = file.photo
  WHERE library.state = 'offline' AND (photo.differs <> '[]' OR EXISTS (
    SELECT 1 FROM hub LEFT JOIN base ON base.file = file.id AND base.bridge = hub.bridge AND base.field = hub.field
    WHERE hub.photo = file.photo AND hub.bridge = member.bridge AND hub.value IS NOT coalesce(base.value, 'null')));
CREATE INDEX bridge_waiting_photo ON bridge_waiting (photo);
`;
