// `npm run demo`: the main job from beginning to end, told so that a newcomer understands the product from it.
// Exit status 0 when every check held.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { TagbridgeClient } from '../../shared/api/client.ts';
import { formatValue } from '../../shared/api/field-text.ts';
import type { ChangeRow } from '../../shared/api/views.ts';
import type { FieldName } from '../../shared/core/registry.ts';
import type { MaybeValue } from '../../shared/core/value.ts';
import { createEngine } from '../../shared/engine/engine.ts';
import { makeSamples } from '../../shared/engine/samples/make.ts';
import { bytesBelow, filesBelow, imageHash, saysSo, tagsBelow, tagsOf } from './files.ts';
import { aside, chapter, check, ending, say } from './story.ts';

const keep = process.argv.includes('--keep');
const folder = mkdtempSync(join(tmpdir(), 'tagbridge-demo-'));

const words = (field: FieldName, value: MaybeValue | undefined): string =>
  value === undefined || value === null ? '(nothing)' : formatValue(field, value) || '(nothing)';

const changeText = ({ path, field, before, after }: ChangeRow) =>
  `${basename(path)}  ${field}: ${words(field, before)} → ${words(field, after)}`;

async function changesOf(client: TagbridgeClient, plan: string): Promise<ChangeRow[]> {
  return (await client.plans.changes({ plan, limit: 1000 })).items;
}

/** Each photo whose copies differ, with both opinions. */
async function showDifferences(client: TagbridgeClient): Promise<number> {
  const { total, photos } = await client.photos.find({ query: 'is:differs', limit: 100 });
  for (const { copies, differs } of photos) {
    say(copies.map(({ library, path }) => `${library}: ${path}`).join('   ↔   '));
    const views = await Promise.all(copies.map(({ file }) => client.photos.show({ file })));
    for (const field of differs) {
      say(`   ${field}: ${views.map(({ fields }) => words(field, fields[field])).join('   ↔   ')}`);
    }
  }
  return total;
}

/** Asks an ExifTool of its own whether the files say what the plan promised. */
async function verify(
  root: string,
  changes: readonly ChangeRow[],
  hashes: Map<string, unknown>,
): Promise<void> {
  const tags = await tagsBelow(root);
  const judged = changes.map((change) => ({
    change,
    so: saysSo(tagsOf(tags, change.path), change.field, change.after),
  }));
  const wrong = judged.filter(({ so }) => so === false);
  const right = judged.filter(({ so }) => so === true);
  for (const { change } of wrong) say(`differs: ${changeText(change)}`);
  check(
    `a separate ExifTool reads ${right.length} written values just as the preview showed them`,
    wrong.length === 0 && right.length > 0,
  );
  const moved = [...hashes].filter(([path, hash]) => imageHash(tags.get(path)) !== hash);
  check(`the image data of all ${hashes.size} pictures is what it was`, moved.length === 0);
}

async function hashesBelow(root: string): Promise<Map<string, unknown>> {
  const tags = await tagsBelow(root);
  return new Map(
    [...tags].map(([path, of]) => [path, imageHash(of)] as const).filter(([, hash]) => hash !== undefined),
  );
}

const sameBytes = (a: Map<string, string>, b: Map<string, string>) =>
  a.size === b.size && [...a].every(([path, hash]) => b.get(path) === hash);

async function tell(client: TagbridgeClient): Promise<void> {
  chapter('Two folders of photos');
  aside('A careful archive, and the folder the family looks at: the same pictures under other names.');
  const samples = await makeSamples(join(folder, 'photos'));
  for (const root of [samples.archive, samples.family]) {
    const files = await filesBelow(root);
    say(`${basename(root)}: ${files.length} files, such as ${files.slice(0, 2).join(', ')}`);
  }
  const untouched = { archive: await bytesBelow(samples.archive), family: await bytesBelow(samples.family) };
  const hashes = await hashesBelow(samples.family);

  chapter('Tagbridge adds them as libraries and scans');
  for (const path of [samples.archive, samples.family]) await client.libraries.add({ path });
  const { libraries } = await client.libraries.scan({});
  for (const { name, files, problemCount, seconds } of libraries) {
    say(`${name}: ${files} photos indexed in ${seconds.toFixed(1)} s, ${problemCount} problems`);
  }
  const status = await client.status();
  say(`${status.photos} different photos; ${status.matched} of them are in both libraries.`);
  aside('Copies are found by their picture, not by name: metadata may differ as much as it likes.');
  check(
    'all photos could be read',
    libraries.every(({ problemCount }) => problemCount === 0),
  );
  check('copies were found in both libraries', status.matched >= 8);

  chapter('Where the copies disagree');
  const differing = await showDifferences(client);
  check('disagreements were found', differing > 0);

  chapter('A push from archive to family, previewed');
  aside(
    'Nothing is written yet. Blanks are filled, keywords united; what both sides set is left to a person.',
  );
  const preview = await client.plans.push({ from: 'archive', to: 'family', dryRun: true });
  const planned = await changesOf(client, preview.plan);
  for (const change of planned) say(changeText(change));
  say(`${preview.planned} files to write, ${preview.conflicts} conflicts left for a person.`);
  check('the preview wrote nothing', sameBytes(await bytesBelow(samples.family), untouched.family));
  check('there is something to push, and something to decide', preview.planned > 0 && preview.conflicts > 0);

  chapter('The push');
  aside('Each file is written beside itself, read back, compared, and only then put in place.');
  const push = await client.plans.run({ plan: preview.plan });
  say(`${push.written} files written, ${push.problemTotal} problems.`);
  check('every planned file was written', push.written === preview.planned && push.problemTotal === 0);
  await verify(samples.family, planned, hashes);
  check('the archive was not touched', sameBytes(await bytesBelow(samples.archive), untouched.archive));

  chapter('What only a person can decide');
  const open = await client.conflicts.list({ limit: 100 });
  for (const { field, sides } of open.items) {
    say(`${field}: ${sides.map(({ library, value }) => `${words(field, value)} in ${library}`).join(', ')}`);
  }
  const decided = await client.plans.resolve({ take: { prefer: 'family' }, yes: true });
  const afterwards = await changesOf(client, decided.plan);
  for (const change of afterwards) say(`${change.library}: ${changeText(change)}`);
  say(`Decided for family: ${decided.written} files written.`);
  check('no conflict is left', (await client.conflicts.list({ limit: 1 })).total === 0);

  chapter('All of it taken back');
  for (const outcome of [decided, push]) {
    if (outcome.run === null) continue;
    const undone = await client.plans.undo({ run: outcome.run });
    say(`${undone.title}: ${undone.written} files restored, ${undone.skipped} skipped.`);
  }
  check(
    'every file of family is byte for byte what it was',
    sameBytes(await bytesBelow(samples.family), untouched.family),
  );
  check(
    'every file of archive is byte for byte what it was',
    sameBytes(await bytesBelow(samples.archive), untouched.archive),
  );
}

say(
  'Tagbridge keeps the metadata of photo libraries in step: field by field, previewed, verified, undoable.',
);
const engine = await createEngine({ dataDir: join(folder, 'data'), log: aside });
try {
  await tell(engine.client);
} catch (error) {
  check(
    `the demonstration ran to its end (${error instanceof Error ? error.message : String(error)})`,
    false,
  );
} finally {
  await engine.close();
  if (keep) say(`The photos are in ${join(folder, 'photos')}.`);
  else rmSync(folder, { recursive: true, force: true });
}
process.exitCode = ending();
