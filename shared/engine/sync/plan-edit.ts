import { TagbridgeError } from '../../api/errors.ts';
import type { edit, editing, InputOf } from '../../api/inputs.ts';
import type { PlanKind, PlanOutcome } from '../../api/views.ts';
import type { Change } from '../../core/change.ts';
import { notClearable } from '../../core/clearable.ts';
import { applyEdit, type Editing, renamesMade } from '../../core/edit.ts';
import type { KeywordRename } from '../../core/equal/keywords.ts';
import type { Problem } from '../../core/problem.ts';
import { type FieldName, fieldDef } from '../../core/registry.ts';
import type { FieldValues } from '../../core/snapshot.ts';
import type { FileRow } from '../db/files.ts';
import { requireLibrary } from '../db/libraries.ts';
import { photoPage } from '../db/photos.ts';
import type { Services } from '../services.ts';
import { allBridge, clearable, type Unwritable, unwritable } from './active-bridge.ts';
import { perform } from './command.ts';
import { setValue } from './decide.ts';
import { namedFile } from './named-files.ts';
import type { Copy, PhotoState } from './photo-state.ts';
import { type PlanDraft, placed } from './plan-draft.ts';
import { eachPhoto, type PhotoPages, thesePhotos } from './windows.ts';
import { storesToWrite } from './write-stores.ts';

type EditInput = InputOf<typeof edit>;

/** The request's edit as the core takes it; throws `USAGE` for a field that is never written. */
function editOf(input: InputOf<typeof editing>): Editing {
  const names = [...Object.keys(input.set ?? {}), ...(input.clear ?? [])] as FieldName[];
  const fixed = names.find((name) => fieldDef(name).readOnly === true);
  if (fixed)
    throw new TagbridgeError('USAGE', `${fieldDef(fixed).label} is shown, never written.`, {
      hint: 'Choose another field.',
    });
  return input as Editing;
}

/** What is to be edited: pages of photos, and which of their copies. */
interface Target {
  readonly pages: PhotoPages;
  readonly takes: (copy: Copy) => boolean;
}

async function targetOf(services: Services, input: EditInput): Promise<Target> {
  const { db } = services;
  const library = input.library === undefined ? undefined : requireLibrary(db, input.library).id;
  const inLibrary = (copy: Copy) => library === undefined || copy.library.id === library;
  if (input.files) {
    const files: FileRow[] = [];
    for (const ref of input.files) files.push(await namedFile(db, ref));
    const ids = new Set(files.map((file) => file.id));
    const photos = files.map((file) => file.photo).filter((photo) => photo !== null);
    return { pages: thesePhotos(photos), takes: (copy) => ids.has(copy.file.id) && inLibrary(copy) };
  }
  if (input.photos) return { pages: thesePhotos(input.photos), takes: inLibrary };
  const where = input.where;
  if (where === undefined)
    throw new TagbridgeError('USAGE', 'An edit needs files, photos or a query.', {
      hint: 'Name files, or choose photos with --where QUERY.',
    });
  return { pages: (after, limit) => photoPage(db, where, after, limit), takes: inLibrary };
}

/** What stands in the way of a single file, where it is the file's own trouble. */
function problemOf({ library, file }: Copy, reason: Unwritable): Problem | undefined {
  if (reason === 'unreadable')
    return {
      code: 'unreadable',
      message: 'The file cannot be read now, so it is not written. See: tagbridge problems',
    };
  const stores = storesToWrite(library, file);
  return reason === 'unsupported' && 'code' in stores ? stores : undefined;
}

/** Plans one change of a copy; a field that no write here makes empty is told of and left. */
function planChange(state: PhotoState, copy: Copy, { field, after }: Change, { tally }: PlanDraft): void {
  const { library, file } = copy;
  if (after !== null || clearable(copy, field)) {
    setValue(state, file.id, field, after);
    return;
  }
  tally.skipped(file.id, 'staysInFile');
  const stores = storesToWrite(library, file);
  const message = notClearable(field, 'code' in stores ? [] : stores);
  tally.problem(placed(copy, { code: 'unsupported', message }));
}

/** Plans what `changes` makes of every copy that may be written; others are counted with the reason. */
export function editCopies(
  services: Services,
  state: PhotoState,
  takes: (copy: Copy) => boolean,
  draft: PlanDraft,
  edited: Editing,
): void {
  const roles = allBridge(services.db).roles;
  const renames = new Map<string, KeywordRename>();
  for (const copy of state.copies.filter(takes)) {
    const reason = unwritable(copy, roles.get(copy.library.id));
    if (reason) {
      draft.tally.skipped(copy.file.id, reason);
      const problem = problemOf(copy, reason);
      if (problem) draft.tally.problem(placed(copy, problem));
      continue;
    }
    const values = Object.fromEntries(copy.values) as FieldValues;
    for (const rename of renamesMade(values, edited.renameKeywords ?? []))
      renames.set(JSON.stringify(rename), rename);
    for (const change of applyEdit(values, edited)) planChange(state, copy, change, draft);
    draft.tally.unchanged(copy.file.id);
  }
  draft.add(state, { renames: [...renames.values()] });
}

function titleOf(edited: Editing): string {
  const parts = [
    ...(edited.renameKeywords?.map(({ from, to }) => `rename ${from} to ${to}`) ?? []),
    ...(edited.addKeywords?.map((path) => `add ${path}`) ?? []),
    ...(edited.removeKeywords?.map((path) => `remove ${path}`) ?? []),
    ...Object.keys(edited.set ?? {}).map((name) => `set ${fieldDef(name as FieldName).label.toLowerCase()}`),
    ...(edited.clear?.map((name) => `clear ${fieldDef(name).label.toLowerCase()}`) ?? []),
  ];
  const named = parts.slice(0, 3).join(', ');
  return `Edit: ${named}${parts.length > 3 ? ` and ${parts.length - 3} more` : ''}`;
}

/** Changes fields of files. Neither hub nor base moves: bridges see it as the files' own change. */
export async function editFiles(
  services: Services,
  input: EditInput,
  kind: PlanKind = 'edit',
): Promise<PlanOutcome> {
  const edited = editOf(input.edit);
  const target = await targetOf(services, input);
  return perform(services, {
    kind,
    title: titleOf(edited),
    input,
    dryRun: input.dryRun,
    job: input.job,
    fill: (draft, job) =>
      eachPhoto(services, target.pages, job, (state) =>
        editCopies(services, state, target.takes, draft, edited),
      ),
  });
}
