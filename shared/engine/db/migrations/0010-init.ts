/** The first schema. JSON columns hold the core's own shapes; every table is STRICT. */
export const init = `
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE library (
  id TEXT PRIMARY KEY,                 -- the marker's id, a random UUID
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  path TEXT NOT NULL,                  -- absolute, as the user gave it, real path
  writes TEXT NOT NULL,                -- WritePolicy
  sidecar TEXT NOT NULL,               -- SidecarNaming
  exclude TEXT NOT NULL DEFAULT '[]',  -- JSON list of globs beside the defaults
  keep_mtime INTEGER NOT NULL DEFAULT 0,
  device TEXT,                         -- st_dev of the root when last online, text
  state TEXT NOT NULL DEFAULT 'online',
  state_reason TEXT,
  added_at INTEGER NOT NULL,           -- ms since epoch, here and below
  scanned_at INTEGER
) STRICT;

-- The picture itself. Its copies are the files that point to it. What follows its files is kept by identity.ts.
CREATE TABLE photo (
  id INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: history names it
  identity TEXT UNIQUE,                -- 'hash:<format>:<w>x<h>:<algo>:<digest>', 'content:<sha256>', or null when linked by hand / alone
  copies INTEGER NOT NULL DEFAULT 0,   -- files that are not missing; a photo without any is kept, not shown
  libraries INTEGER NOT NULL DEFAULT 0,
  cover INTEGER,                       -- the file that stands for it: thumbnail, name, rating
  name TEXT,                           -- of the cover
  rating INTEGER NOT NULL DEFAULT 0,   -- of the cover, 0 where it has none
  captured TEXT NOT NULL DEFAULT '',   -- sort key: capture time of the cover, else its mtime, ISO
  differs TEXT NOT NULL DEFAULT '[]'   -- JSON list of field names whose copies differ
) STRICT;
CREATE INDEX photo_captured ON photo (captured, id) WHERE copies > 0;
CREATE INDEX photo_name ON photo (name, id) WHERE copies > 0;
CREATE INDEX photo_rating ON photo (rating, captured, id) WHERE copies > 0;
CREATE INDEX photo_libraries ON photo (libraries, differs) WHERE copies > 0;

-- Small on purpose: scans and queries pass over it. What is large stands in reading.
CREATE TABLE file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  library TEXT NOT NULL REFERENCES library (id) ON DELETE CASCADE,
  path TEXT NOT NULL,                  -- relative to the root, '/' between names, bytes as on disk
  folder TEXT NOT NULL,                -- relative folder, '' for the root
  name TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'ok',    -- ok | problem (unreadable: takes part in nothing) | missing
  fingerprint TEXT NOT NULL,           -- JSON Fingerprint of the media file and each sidecar (fingerprintText)
  inode TEXT NOT NULL,                 -- of the media file: finds it again under another name
  size INTEGER NOT NULL,
  mtime INTEGER NOT NULL,              -- ms
  photo INTEGER REFERENCES photo (id),
  identity TEXT,                       -- key of the picture now in it (photo.identity of its first sight)
  match TEXT,                          -- hash | content | linked | edited | null (alone)
  confidence REAL,
  family TEXT,                         -- key of the lower rungs, files that share it are a family
  rating INTEGER,
  label TEXT,
  captured TEXT,
  missing_since INTEGER,
  read_at INTEGER,                     -- when the reader began; null: never read with success
  reader TEXT,                         -- reader name and version
  UNIQUE (library, path)
) STRICT;
CREATE INDEX file_photo ON file (photo, state, library);
CREATE INDEX file_library ON file (library, state, photo);
CREATE INDEX file_folder ON file (library, folder);
CREATE INDEX file_rating ON file (rating) WHERE rating IS NOT NULL;
CREATE INDEX file_label ON file (label) WHERE label IS NOT NULL;
CREATE INDEX file_captured ON file (captured) WHERE captured IS NOT NULL;
CREATE INDEX file_identity ON file (identity) WHERE identity IS NOT NULL;
CREATE INDEX file_family ON file (family) WHERE family IS NOT NULL;
CREATE INDEX file_inode ON file (library, inode);

-- What the reader got out of a file when it last could.
CREATE TABLE reading (
  file INTEGER PRIMARY KEY REFERENCES file (id) ON DELETE CASCADE,
  facts TEXT NOT NULL,                 -- JSON MediaFacts
  snapshot TEXT NOT NULL,              -- JSON Snapshot
  raw BLOB NOT NULL                    -- deflated JSON RawTags (the 'last' of interpret)
) STRICT;

CREATE TABLE file_keyword (
  path TEXT NOT NULL,                  -- full path, '|' between levels
  file INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
  PRIMARY KEY (path, file)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_keyword_file ON file_keyword (file);

CREATE VIRTUAL TABLE search USING fts5 (text, path, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3');

-- Files said by hand to be (or not to be) the same picture; survives a rescan.
CREATE TABLE link (a INTEGER NOT NULL, b INTEGER NOT NULL, same INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;

CREATE TABLE bridge (
  id TEXT PRIMARY KEY,                 -- 'all' is always there
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  fields TEXT,                         -- JSON list, null: every field
  filter TEXT,                         -- query, null: every photo
  rules TEXT NOT NULL DEFAULT '[]',    -- JSON list of Rule
  trigger TEXT NOT NULL DEFAULT '{"kind":"manual"}',
  paused TEXT,                         -- JSON { until?, reason } or null
  consented INTEGER NOT NULL DEFAULT 0,-- the first sync has been allowed
  last_run TEXT
) STRICT;
CREATE TABLE bridge_member (
  bridge TEXT NOT NULL REFERENCES bridge (id) ON DELETE CASCADE,
  library TEXT NOT NULL REFERENCES library (id) ON DELETE CASCADE,
  role TEXT NOT NULL DEFAULT 'both',
  PRIMARY KEY (bridge, library)
) STRICT, WITHOUT ROWID;
INSERT INTO bridge (id, name) VALUES ('all', 'all');

-- Values below are JSON MaybeValue ('null' for empty).
CREATE TABLE hub (
  bridge TEXT NOT NULL REFERENCES bridge (id) ON DELETE CASCADE,
  photo INTEGER NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (photo, bridge, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE base (
  bridge TEXT NOT NULL REFERENCES bridge (id) ON DELETE CASCADE,
  file INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
  field TEXT NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (file, bridge, field)
) STRICT, WITHOUT ROWID;
CREATE TABLE meant (
  file INTEGER NOT NULL REFERENCES file (id) ON DELETE CASCADE,
  field TEXT NOT NULL, meant TEXT NOT NULL, read_back TEXT NOT NULL,
  PRIMARY KEY (file, field)
) STRICT, WITHOUT ROWID;
-- Fields held as open conflicts after an undo, until a person decides.
CREATE TABLE held (
  bridge TEXT NOT NULL REFERENCES bridge (id) ON DELETE CASCADE,
  photo INTEGER NOT NULL, field TEXT NOT NULL, run TEXT NOT NULL,
  PRIMARY KEY (photo, bridge, field)
) STRICT, WITHOUT ROWID;
-- Every value that lost a merge or a resolve; can be restored.
CREATE TABLE loser (
  id INTEGER PRIMARY KEY, photo INTEGER NOT NULL, file INTEGER, field TEXT NOT NULL, value TEXT NOT NULL,
  library TEXT, run TEXT, at INTEGER NOT NULL
) STRICT;
CREATE INDEX loser_photo ON loser (photo, field);

CREATE TABLE conflict (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL, bridge TEXT NOT NULL, photo INTEGER NOT NULL, field TEXT NOT NULL,
  hub TEXT,                            -- null where there is none
  sides TEXT NOT NULL,                 -- JSON list of ConflictSide
  shape TEXT NOT NULL,                 -- groups conflicts that one decision can resolve
  UNIQUE (photo, bridge, field, kind)
) STRICT;
CREATE INDEX conflict_shape ON conflict (shape);

CREATE TABLE problem (
  id INTEGER PRIMARY KEY,
  library TEXT NOT NULL REFERENCES library (id) ON DELETE CASCADE,
  path TEXT NOT NULL, during TEXT NOT NULL, -- scan | write
  code TEXT NOT NULL, message TEXT NOT NULL, detail TEXT, ignored INTEGER NOT NULL DEFAULT 0, at INTEGER NOT NULL,
  UNIQUE (library, path, during)
) STRICT;

CREATE TABLE plan (
  id TEXT PRIMARY KEY,                 -- short, typeable
  kind TEXT NOT NULL,                  -- edit | push | sync | resolve | undo | redo | restore
  title TEXT NOT NULL, at INTEGER NOT NULL,
  input TEXT NOT NULL,                 -- JSON: what was asked
  state TEXT NOT NULL,                 -- ready | running | done | cancelled | superseded
  needs TEXT,                          -- firstSync | brake | null
  counts TEXT NOT NULL                 -- JSON PlanCounts
) STRICT;
CREATE TABLE plan_item (
  plan TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  file INTEGER NOT NULL, photo INTEGER,
  fingerprint TEXT NOT NULL,           -- what the file must still look like when it is written
  changes TEXT NOT NULL,               -- JSON list of Change
  restore TEXT,                        -- JSON: bytes to bring back (undo), null for an ordinary write
  PRIMARY KEY (plan, seq)
) STRICT, WITHOUT ROWID;
-- Hub and base moves that a plan decides. They are applied before the first file of the photo is written; only the
-- base of a written file moves with its write.
CREATE TABLE plan_decision (
  plan TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  bridge TEXT NOT NULL, photo INTEGER NOT NULL, field TEXT NOT NULL,
  hub TEXT,                            -- JSON { value? } (no value: never decided), null: unmoved
  bases TEXT NOT NULL,                 -- JSON [{ file, value?, written }]: the meant value each copy's base becomes
  held TEXT,                           -- JSON { run? }: hold for that run, or let go; null: as it is
  losers TEXT NOT NULL DEFAULT '[]',   -- JSON [{ file, value }]
  before TEXT NOT NULL,                -- JSON { hub?, bases, held? }: for undo
  applied INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (plan, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_decision_photo ON plan_decision (photo, plan);

CREATE TABLE run (
  id TEXT PRIMARY KEY, plan TEXT NOT NULL REFERENCES plan (id), kind TEXT NOT NULL, title TEXT NOT NULL,
  at INTEGER NOT NULL, ended_at INTEGER,
  state TEXT NOT NULL,                 -- running | interrupted | done | cancelled
  written INTEGER NOT NULL DEFAULT 0, skipped INTEGER NOT NULL DEFAULT 0, problems INTEGER NOT NULL DEFAULT 0,
  undone_by TEXT
) STRICT;
-- The journal: intent is durable here before the first byte of a photo's replacement is put in place.
CREATE TABLE run_item (
  run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  file INTEGER NOT NULL,
  state TEXT NOT NULL,                 -- pending | intent | prepared | done | skipped | failed | rolledBack
  journal TEXT,                        -- JSON JournalEntry: targets, temp names, hashes, expected read-back, undo copies
  before TEXT, after TEXT,             -- JSON field values before and as read back after
  problem TEXT,                        -- JSON Problem
  last BLOB,                           -- deflated RawTags from before, where they bear marks that the bytes do not
  PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_item_file ON run_item (file);
CREATE INDEX run_item_open ON run_item (state) WHERE state IN ('intent', 'prepared');
`;
