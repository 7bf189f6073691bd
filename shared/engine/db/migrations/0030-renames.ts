/** Keywords renamed in the app, and what merges found worth showing. */
export const renames = `
-- The ledger of reliability.md §6.3: what a copy that was away adds below the old name later is taken under the new one.
CREATE TABLE keyword_rename (
  id INTEGER PRIMARY KEY,              -- the order they were made in
  photo INTEGER NOT NULL,
  plan TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  old TEXT NOT NULL, new TEXT NOT NULL,-- full paths, '|' between levels
  at INTEGER                           -- when the first copy of the photo was written; null: planned only
) STRICT;
CREATE INDEX keyword_rename_photo ON keyword_rename (photo) WHERE at IS NOT NULL;
CREATE INDEX keyword_rename_plan ON keyword_rename (plan, photo);

-- JSON list of MergeNote: nothing is lost, a person may want to tidy up.
ALTER TABLE plan_decision ADD COLUMN notes TEXT NOT NULL DEFAULT '[]';
`;
