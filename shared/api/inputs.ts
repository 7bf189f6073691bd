import { z } from 'zod';
import { familyKinds } from '../core/family.ts';
import { fieldNames } from '../core/registry.ts';

export const fieldName = z.enum(fieldNames);
const name = z.string().min(1).max(200);
const query = z.string().max(10_000);
/** A client-chosen id, so that the client can follow and cancel the work it started. */
const job = z.string().min(1).max(64).optional();
const value: z.ZodType = z.lazy(() =>
  z.union([
    z.string().max(1_000_000),
    z.number(),
    z.boolean(),
    z.array(value).max(100_000),
    z.record(z.string(), value),
  ]),
);
export const writePolicy = z.enum(['auto', 'embedded', 'sidecar', 'none']);
export const sidecarNaming = z.enum(['adobe', 'darktable']);
export const iptcText = z.enum(['latin', 'macRoman']);
export const role = z.enum(['both', 'source', 'target']);
const consent = { dryRun: z.boolean().optional(), yes: z.boolean().optional(), job };
/** Files are named by id (the window) or by absolute path (the command line). */
const fileRef = z.union([z.number().int(), z.string().min(1).max(65_536)]);

export const addLibrary = z.object({
  path: z.string().min(1),
  name: name.optional(),
  writes: writePolicy.optional(),
  sidecar: sidecarNaming.optional(),
  exclude: z.array(z.string().max(1000)).max(200).optional(),
  keepMtime: z.boolean().optional(),
  iptc: iptcText.optional(),
});
export const setLibrary = addLibrary
  .omit({ path: true, name: true })
  .extend({ library: name, name: name.optional() });
export const libraryRef = z.object({ library: name });
export const relocateLibrary = z.object({ library: name, path: z.string().min(1) });
export const scan = z.object({ libraries: z.array(name).optional(), job });

export const sort = z.enum(['captured', '-captured', 'name', '-name', 'rating', '-rating']);
export const photoWindow = z.object({
  query: query.optional(),
  sort: sort.optional(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(500),
});
export const photoIds = z.object({
  query: query.optional(),
  sort: sort.optional(),
  from: z.number().int().min(0),
  to: z.number().int().min(0),
});
export const find = z.object({
  query,
  limit: z.number().int().min(1).max(1000).optional(),
  after: z.string().optional(),
});
export const file = z.object({ file: fileRef });
export const photos = z.object({ photos: z.array(z.number().int()).max(100_000) });
export const completeKeyword = z.object({
  text: z.string().max(1000),
  limit: z.number().int().min(1).max(100).optional(),
});
export const keywordChildren = z.object({ parent: z.string().max(10_000).nullable() });

const keywordPath = z
  .string()
  .max(10_000)
  .regex(/[^\s|]/, 'A keyword cannot be empty.');

/** What to change; several fields at once. `set` with null clears. */
export const editing = z.object({
  addKeywords: z.array(z.string().max(10_000)).max(10_000).optional(),
  removeKeywords: z.array(z.string().max(10_000)).max(10_000).optional(),
  /** Each with all below it; before the others. What is added below an old name elsewhere later follows. */
  renameKeywords: z
    .array(z.object({ from: keywordPath, to: keywordPath }))
    .max(1000)
    .optional(),
  set: z.partialRecord(fieldName, value).optional(),
  clear: z.array(fieldName).optional(),
});
/** Which copies: named files, or every writable copy of the photos found or given. `library` narrows. */
export const editTarget = z.object({
  files: z.array(fileRef).max(100_000).optional(),
  photos: z.array(z.number().int()).max(100_000).optional(),
  where: query.optional(),
  library: name.optional(),
});
export const edit = editTarget.extend({ edit: editing, ...consent });
export const push = z.object({
  from: name,
  to: name,
  fields: z.array(fieldName).optional(),
  where: query.optional(),
  mode: z.enum(['merge', 'replace']).optional(),
  ...consent,
});
export const sync = z.object({ bridges: z.array(name).optional(), ...consent });
/** Which value wins a conflict. */
export const take = z.union([
  z.object({ prefer: name }),
  z.object({ file: z.number().int() }),
  z.object({ hub: z.literal(true) }),
  z.object({ union: z.literal(true) }),
  /** Files that disagree with themselves: each keeps the value it is read with, in every store. */
  z.object({ own: z.literal(true) }),
  /** The same, with what one of their tags says (`IPTC:Caption-Abstract`). */
  z.object({ tag: z.string().max(200) }),
  z.object({ value: value.nullable() }),
]);
export const resolve = z.object({
  conflicts: z.array(z.number().int()).max(100_000).optional(),
  shape: z.string().max(10_000).optional(),
  where: query.optional(),
  field: fieldName.optional(),
  take,
  /** Further decisions of the same plan: several fields of one photo, each with its own winner. */
  also: z
    .array(z.object({ conflicts: z.array(z.number().int()).max(100_000), take }))
    .max(1000)
    .optional(),
  ...consent,
});
export const runPlan = z.object({ plan: z.string().min(1), job });
export const runRef = z.object({ run: z.string().min(1), job });
export const undo = z.object({
  run: z.string().optional(),
  since: z.number().optional(),
  where: query.optional(),
  dryRun: z.boolean().optional(),
  job,
});
export const redo = runRef.extend({ dryRun: z.boolean().optional() });
export const restore = z.object({ file: fileRef, field: fieldName, dryRun: z.boolean().optional(), job });
export const lost = z.object({ file: fileRef, field: fieldName });
const paging = { limit: z.number().int().min(1).max(1000).optional(), after: z.string().optional() };
export const planChanges = z.object({ plan: z.string(), ...paging });
/** Of one bridge, by its id or name; of all when left out. */
const ofBridge = { bridge: name.optional() };
export const conflictPage = z.object({
  ...ofBridge,
  shape: z.string().optional(),
  photo: z.number().int().optional(),
  where: query.optional(),
  ...paging,
});
export const conflictShapes = z.object(ofBridge).optional();
export const problemPage = z.object({ library: name.optional(), code: z.string().optional(), ...paging });
export const problemRef = z.object({ problems: z.array(z.number().int()).max(100_000) });
export const historyPage = z.object({ ...ofBridge, ...paging });
export const link = z.object({ a: fileRef, b: fileRef });
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day, as in 22:00');
const timing = {
  quiet: z.object({ from: clockTime, to: clockTime }).optional(),
  whenThere: z.boolean().optional(),
};
export const trigger = z.union([
  z.object({ kind: z.literal('manual') }),
  z.object({ kind: z.literal('auto'), ...timing }),
  z.object({ kind: z.literal('schedule'), cron: z.string().max(200), ...timing }),
]);
const word = z.string().trim().min(1).max(1000);
export const rule = z.object({
  field: z.union([fieldName, z.literal('*')]),
  kind: z.enum(['ask', 'prefer', 'fillBlanks', 'neverLeaves', 'newest', 'mirror', 'vocabulary']),
  library: name.optional(),
  from: name.optional(),
  to: name.optional(),
  words: z
    .array(z.object({ from: word, to: word }))
    .max(10_000)
    .readonly()
    .optional(),
  anyCase: z.boolean().optional(),
});
export const addBridge = z.object({
  name,
  members: z
    .array(z.object({ library: name, role: role.optional() }))
    .min(1)
    .max(100),
  fields: z.array(fieldName).optional(),
  where: query.optional(),
  rules: z.array(rule).optional(),
  trigger: trigger.optional(),
  /** Photos of one shot to be kept in step like copies; none when left out. */
  families: z.array(z.enum(familyKinds)).optional(),
});
export const setBridge = addBridge.partial().extend({ bridge: name });
export const bridgeRef = z.object({ bridge: name });
export const pauseBridge = z.object({ bridge: name, until: z.number().optional() });
export const settingsPatch = z.record(z.string().max(100), z.unknown());
export const folders = z.object({ path: z.string().optional() });
export const exporting = z.object({ where: query.optional() });
export const jobRef = z.object({ job: z.string() });

/** What a schema lets through: `InputOf<typeof push>`. */
export type InputOf<T extends z.ZodType> = z.infer<T>;
