/** Families: photos of one shot that a bridge keeps in step like copies. */
export const families = `
-- Which files are one family is told when it is asked, by a rule of the core; what they share is the second.
DROP INDEX file_family;
ALTER TABLE file DROP COLUMN family;
CREATE INDEX file_second ON file (substr(captured, 1, 19)) WHERE captured IS NOT NULL;

ALTER TABLE bridge ADD COLUMN families TEXT NOT NULL DEFAULT '[]'; -- JSON list of FamilyKind
-- Decisions of one plan that hold together or not at all: the first photo of the family; null: it is one photo's alone.
ALTER TABLE plan_decision ADD COLUMN family INTEGER;
CREATE INDEX plan_decision_family ON plan_decision (family, plan) WHERE family IS NOT NULL;
-- JSON list of fields whose value comes from another photo of the family; null: none.
ALTER TABLE plan_item ADD COLUMN family TEXT;
`;
