/** Undo copies that could not be put into the library's own folder: other mounts below its root have theirs. */
export const undoBesides = `
CREATE TABLE undo_beside (
  library TEXT NOT NULL REFERENCES library (id) ON DELETE CASCADE,
  path TEXT NOT NULL,                  -- relative to the root
  PRIMARY KEY (library, path)
) STRICT, WITHOUT ROWID;
`;
