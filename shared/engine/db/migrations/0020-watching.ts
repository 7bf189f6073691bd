/** What watching libraries finds out beside their files: when values appeared, and how an audit went. */
export const watching = `
-- Between when and when a file's value of a field appeared, by our own clock; the last change only.
CREATE TABLE appeared (
  file INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  after INTEGER NOT NULL,              -- it was not there then, ms
  at INTEGER NOT NULL,                 -- it was there then, ms
  PRIMARY KEY (file, field)
) STRICT, WITHOUT ROWID;

-- The rolling audit: files read anew although nothing said that they changed.
CREATE TABLE audit (
  library TEXT NOT NULL REFERENCES library (id) ON DELETE CASCADE,
  day TEXT NOT NULL,                   -- YYYY-MM-DD
  checked INTEGER NOT NULL, drifted INTEGER NOT NULL,
  PRIMARY KEY (library, day)
) STRICT, WITHOUT ROWID;
`;
