import type { Command } from 'commander';
import { type FieldName, fieldDef, type MaybeValue, normalPath } from '../../api/field-text.ts';
import { assignment, collect, fieldOf } from './arguments.ts';
import { UsageError } from './failure.ts';
import { librariesNamed } from './names.ts';
import { present } from './outcome.ts';
import type { Runner } from './runner.ts';
import { absolute, type Session } from './session.ts';
import { typedValue } from './values.ts';

interface EditOptions {
  readonly where?: string;
  readonly library?: string;
  readonly addKeyword?: string[];
  readonly removeKeyword?: string[];
  readonly renameKeyword?: string[];
  readonly set?: string[];
  readonly clear?: string[];
  readonly dryRun?: boolean;
}

interface Editing {
  addKeywords?: string[];
  removeKeywords?: string[];
  renameKeywords?: { from: string; to: string }[];
  set?: Partial<Record<FieldName, NonNullable<MaybeValue>>>;
  clear?: FieldName[];
}

function keywordsOf(texts: readonly string[]): string[] {
  if (texts.some((text) => text.trim() === '')) throw new UsageError('A keyword cannot be empty.');
  return [...texts];
}

/** A keyword that is both added and removed is a slip, and either order would be a guess. */
function assertNoTwin({ addKeyword = [], removeKeyword = [] }: EditOptions): void {
  const gone = new Set(removeKeyword.map(normalPath));
  const twin = addKeyword.find((keyword) => gone.has(normalPath(keyword)));
  if (twin === undefined) return;
  throw new UsageError(
    `“${twin}” cannot be added and removed at once.`,
    'Leave out --add-keyword or --remove-keyword for it.',
  );
}

/** `OLD=NEW`; either may be a path. */
function renameOf(text: string): { from: string; to: string } {
  const [from = '', to = '', ...rest] = text.split('=').map((path) => path.trim());
  if (from === '' || to === '' || rest.length > 0)
    throw new UsageError(
      `“${text}” are no two keywords.`,
      'As in --rename-keyword "animals|bird=animals|birds"; all that is below moves along.',
    );
  return { from, to };
}

/** What the options ask for; the same field twice, or nothing at all, is wrong usage. */
export function editingOf(options: EditOptions): Editing {
  const set: Editing['set'] = {};
  const clear = new Set((options.clear ?? []).flatMap((text) => text.split(',')).map(fieldOf));
  for (const text of options.set ?? []) {
    const { name, rest } = assignment(text, '--set');
    const field = fieldOf(name);
    if (set[field] !== undefined || clear.has(field)) throw new UsageError(`${field} is given twice.`);
    const value = typedValue(field, rest);
    if (value === null) clear.add(field);
    else set[field] = value;
  }
  assertNoTwin(options);
  for (const field of clear) {
    if (fieldDef(field).readOnly) throw new UsageError(`${field} is shown, but cannot be cleared.`);
  }
  const editing: Editing = {
    ...(options.addKeyword ? { addKeywords: keywordsOf(options.addKeyword) } : {}),
    ...(options.removeKeyword ? { removeKeywords: keywordsOf(options.removeKeyword) } : {}),
    ...(options.renameKeyword ? { renameKeywords: options.renameKeyword.map(renameOf) } : {}),
    ...(Object.keys(set).length > 0 ? { set } : {}),
    ...(clear.size > 0 ? { clear: [...clear] } : {}),
  };
  if (Object.keys(editing).length === 0) {
    throw new UsageError(
      'There is nothing to change.',
      'Use --add-keyword K, --remove-keyword K, --rename-keyword OLD=NEW, --set FIELD=VALUE or --clear FIELD.',
    );
  }
  return editing;
}

async function edit(session: Session, files: string[], options: EditOptions) {
  const editing = editingOf(options);
  if (files.length > 0 && options.where !== undefined)
    throw new UsageError('Say files or --where, not both.');
  if (files.length === 0 && options.where === undefined) {
    throw new UsageError(
      'Say which files, or --where QUERY.',
      'For example: tagbridge edit a.jpg --set rating=4',
    );
  }
  const { library, dryRun = false } = options;
  if (library !== undefined) await librariesNamed(session.client, [library]);
  const target = options.where === undefined ? { files: files.map(absolute) } : { where: options.where };
  const narrowed = library === undefined ? target : { ...target, library };
  const outcome = await session.work((job) =>
    session.client.plans.edit({ ...narrowed, edit: editing, dryRun, job }),
  );
  return present(session, outcome, { dryRun });
}

/** `tagbridge edit (FILE… | --where QUERY) …` */
export function editCommand(program: Command, run: Runner): void {
  program
    .command('edit')
    .argument('[file...]')
    .option('--where <query>', 'every writable copy of the photos that match')
    .option('--library <name>', 'only copies in this library')
    .option('--add-keyword <keyword>', 'as in animals|birds|heron (may be repeated)', collect)
    .option('--remove-keyword <keyword>', 'may be repeated', collect)
    .option('--rename-keyword <old=new>', 'with all that is below it (may be repeated)', collect)
    .option('--set <field=value>', 'as in rating=4 (may be repeated)', collect)
    .option('--clear <field>', 'make a field empty (may be repeated)', collect)
    .option('--dry-run', 'show what would change, write nothing')
    .description('change fields of files')
    .action(run((session, files: string[], options: EditOptions) => edit(session, files, options)));
}
