import type { MergeCore } from './core.ts';
import { checkRow, type Row } from './row.ts';
import { pushRows, resolveRows } from './tables-decide.ts';
import { meantRows } from './tables-meant.ts';
import { otherRows } from './tables-others.ts';
import { renameRows } from './tables-renames.ts';
import { roleRows } from './tables-roles.ts';
import { ruleRows } from './tables-rules.ts';
import { scalarRows } from './tables-scalar.ts';
import { keywordRows, setRows } from './tables-set.ts';

/** Every table, by what it is about. */
export const tables: readonly { readonly title: string; readonly rows: readonly Row[] }[] = [
  { title: 'scalars (reliability.md §6.1)', rows: scalarRows },
  { title: 'sets (§6.2)', rows: setRows },
  { title: 'keywords (§6.3, design.md decision 7)', rows: keywordRows },
  { title: 'keywords renamed in the app (§6.3)', rows: renameRows },
  { title: 'other kinds (§6.4)', rows: otherRows },
  { title: 'roles (design.md decisions 2 and 3)', rows: roleRows },
  { title: 'a person decides (§6.5)', rows: resolveRows },
  { title: 'push (design.md decision 4)', rows: pushRows },
  { title: 'rules of a bridge', rows: ruleRows },
  { title: 'meant and read back', rows: meantRows },
];

/** Names of the rows that do not come out as the table says; a merge that throws fails the row. */
export const failingRows = (core: MergeCore): string[] =>
  tables
    .flatMap(({ rows }) => rows)
    .filter((row) => {
      try {
        return checkRow(core, row) !== undefined;
      } catch {
        return true;
      }
    })
    .map((row) => row.name);
