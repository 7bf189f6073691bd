import { TagbridgeError } from '../../api/errors.ts';
import { parseQuery, type QueryNode } from '../../core/query.ts';
import { type FieldName, fieldDef } from '../../core/registry.ts';
import { toJson } from './json.ts';
import { foldText, pathsMeant } from './keywords.ts';
import { requireLibrary } from './libraries.ts';
import { matchExpression } from './search.ts';
import type { ReadableDb, SqlValue } from './sql.ts';

/** A condition with its values. */
export interface Compiled {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

const condition = (sql: string, ...values: SqlValue[]): Compiled => ({ sql, values });

/** Fields that have a column of `file` of their own. */
const columns: { readonly [F in FieldName]?: string } = {
  rating: 'f.rating',
  label: 'f.label',
  captureTime: 'f.captured',
};

/** Registry names are plain words; they alone are put into SQL. */
const jsonPath = (field: FieldName) => `'$.values.${field}'`;
const inReading = (sql: string, ...values: SqlValue[]) =>
  condition(`f.id IN (SELECT reading.file FROM reading WHERE ${sql})`, ...values);

const holds = (field: FieldName, sql: string, ...values: SqlValue[]): Compiled => {
  const column = columns[field];
  return column === undefined
    ? inReading(sql.replaceAll('$value', `json_extract(snapshot, ${jsonPath(field)})`), ...values)
    : condition(`(${sql.replaceAll('$value', column)})`, ...values);
};

/** Writing systems that put no blanks between words: the full-text index knows whole sentences of them only. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

function text(words: string, phrase: boolean, ofFew: boolean): Compiled {
  const expression = unspaced.test(words) ? undefined : matchExpression(words, phrase);
  if (expression !== undefined)
    return condition(
      `f.id IN (SELECT rowid FROM search WHERE search MATCH ?${ofFew ? ' AND rowid = f.id' : ''})`,
      expression,
    );
  const part = foldText(words);
  return condition(
    `(instr(fold(f.path), ?) > 0 OR f.id IN (SELECT reading.file FROM reading, json_tree(snapshot, '$.values') AS leaf
      WHERE leaf.type = 'text' AND instr(fold(leaf.value), ?) > 0))`,
    part,
    part,
  );
}

/** Equal for choices and items, contained in texts; case and accents do not count. */
function match(field: FieldName, wanted: string): Compiled {
  const folded = foldText(wanted);
  const { kind } = fieldDef(field);
  if (columns[field] !== undefined) return holds(field, 'fold($value) = ?', folded);
  const test =
    kind === 'choice' || kind === 'set' || kind === 'list'
      ? 'fold(leaf.value) = ?'
      : 'instr(fold(leaf.value), ?) > 0';
  return condition(
    `f.id IN (SELECT reading.file FROM reading, json_tree(snapshot, ${jsonPath(field)}) AS leaf
      WHERE leaf.type = 'text' AND ${test})`,
    folded,
  );
}

function number(field: FieldName, min: number | undefined, max: number | undefined): Compiled {
  const parts: string[] = [];
  const values: number[] = [];
  if (min !== undefined) {
    parts.push('$value >= ?');
    values.push(min);
  }
  if (max !== undefined) {
    parts.push('$value <= ?');
    values.push(max);
  }
  if (parts.length === 0) return condition('1');
  const sql = parts.join(' AND ');
  // No stars are a rating of 0.
  const zero = field === 'rating' && (min ?? 0) <= 0 && (max ?? 0) >= 0;
  return holds(field, zero ? sql.replaceAll('$value', 'ifnull($value, 0)') : sql, ...values);
}

function time(field: FieldName, from: string | undefined, until: string | undefined): Compiled {
  const parts = [
    ...(from === undefined ? [] : ['$value >= ?']),
    ...(until === undefined ? [] : ['$value < ?']),
  ];
  const values = [from, until].filter((end) => end !== undefined);
  return parts.length === 0 ? has(field) : holds(field, parts.join(' AND '), ...values);
}

function has(field: FieldName): Compiled {
  if (field === 'keywords') return condition('f.id IN (SELECT file FROM file_keyword)');
  if (field === 'rating') return condition('ifnull(f.rating, 0) <> 0');
  return holds(field, '$value IS NOT NULL');
}

/** `*` stands for anything; the rest for itself. */
const pathPattern = (part: string): string => `%${part.replaceAll(/[\\%_]/g, '\\$&').replaceAll('*', '%')}%`;

const states: Record<Extract<QueryNode, { kind: 'is' }>['state'], string> = {
  conflict: 'f.photo IN (SELECT photo FROM conflict_seen)',
  unmatched: 'f.photo IN (SELECT id FROM photo WHERE libraries < 2)',
  differs: `f.photo IN (SELECT id FROM photo WHERE differs <> '[]')`,
  problem: `f.photo IN (SELECT bad.photo FROM problem JOIN file AS bad
    ON bad.library = problem.library AND bad.path = problem.path WHERE NOT problem.ignored AND bad.photo IS NOT NULL)`,
};

function compile(db: ReadableDb, node: QueryNode, ofFew: boolean): Compiled {
  switch (node.kind) {
    case 'all':
      return condition('1');
    case 'and':
    case 'or': {
      const parts = node.nodes.map((part) => compile(db, part, ofFew));
      return {
        sql: `(${parts.map((part) => part.sql).join(node.kind === 'and' ? ' AND ' : ' OR ')})`,
        values: parts.flatMap((part) => part.values),
      };
    }
    case 'not': {
      const { sql, values } = compile(db, node.node, ofFew);
      // A column without a value answers neither yes nor no.
      return { sql: `NOT ifnull((${sql}), 0)`, values };
    }
    case 'text':
      return text(node.text, node.phrase, ofFew);
    case 'match':
      return match(node.field, node.text);
    case 'number':
      return number(node.field, node.min, node.max);
    case 'time':
      return time(node.field, node.from, node.until);
    case 'keyword':
      return condition(
        'f.id IN (SELECT file FROM file_keyword WHERE path IN (SELECT value FROM json_each(?)))',
        toJson(pathsMeant(db, node.path)),
      );
    case 'library':
      return condition('f.library = ?', requireLibrary(db, node.name).id);
    case 'path':
      return condition(`f.path LIKE ? ESCAPE '\\'`, pathPattern(node.text));
    case 'has':
      return has(node.field);
    case 'is':
      return condition(states[node.state]);
  }
}

/**
 * A query as a condition on the file `f`; `ofFew`: the index of texts is asked for each of them, not for all at once.
 * Throws `USAGE` with the place of the mistake when it makes no sense, `NOT_FOUND` when it names a library that there
 * is not.
 */
export function compileQuery(db: ReadableDb, query: string, ofFew = false): Compiled {
  const parsed = parseQuery(query);
  if (parsed.ok) return compile(db, parsed.query, ofFew);
  throw new TagbridgeError('USAGE', parsed.message, {
    hint: `At character ${parsed.at + 1}: ${query}`,
  });
}
