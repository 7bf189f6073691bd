// `npm run bench`: how fast the main job is, beside the ExifTool command line on the same files in the same run.
//   --files N   JPEGs in the larger library (2000)      --rounds N   pairs of first scans, alternating (3)
//   --latency-files N   files watched while the latency is measured (20000)
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { engineFlags } from '../../scripts/lib/tree.mjs';
import type { PlanOutcome, ScanView } from '../../shared/api/views.ts';
import { scanArgs } from '../../shared/engine/metadata/read-args.ts';
import { table } from '../../shared/host/cli/table.ts';
import { makeBenchFiles } from './make-files.ts';
import {
  engineStep,
  exiftoolCommand,
  exiftoolCommands,
  median,
  type Step,
  type Timed,
  timed,
} from './measure.ts';

const { values } = parseArgs({
  options: {
    files: { type: 'string' },
    rounds: { type: 'string' },
    'latency-files': { type: 'string', default: '20000' },
  },
});
const count = Number(values.files ?? 2000);
const rounds = Number(values.rounds ?? 3);
const pushed = Math.min(500, count);

interface Row {
  what: string;
  ours: number;
  /** Per file, in ms. */
  files: number;
  cpu: { own: number; children: number };
  theirs?: Timed;
  note?: string;
  /** What must hold, and whether it does. */
  goal?: [string, boolean];
}

const rows: Row[] = [];
const parts: { what: string; phases: Record<string, number> }[] = [];
const peaks: number[] = [];
const say = (text: string) => process.stderr.write(`${text}\n`);

async function fresh(data: string, ...libraries: string[]): Promise<void> {
  rmSync(data, { recursive: true, force: true });
  for (const path of libraries) await engineStep(data, 'add', path);
}

async function scans(archive: string, data: string): Promise<void> {
  const [ours, theirs]: [Step<ScanView>[], Timed[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    say(`First scan, round ${round + 1} of ${rounds} …`);
    await fresh(data, archive);
    const scan = await engineStep<ScanView>(data, 'scan', 'archive');
    if (scan.result.libraries[0]?.added !== count) throw new Error('The scan did not index every file.');
    ours.push(scan);
    peaks.push(scan.peak);
    theirs.push(await timed(() => exiftoolCommand(['-r', ...scanArgs(true), archive])));
  }
  const [our, their] = [median(ours), median(theirs)];
  rows.push({
    what: 'first scan',
    ours: our.seconds,
    cpu: our.cpu,
    theirs: their,
    files: count,
    note: 'exiftool -r -fast -json, same tags and hash',
    goal: ['not slower than ExifTool', our.seconds <= their.seconds],
  });
  const again = await engineStep<ScanView>(data, 'scan', 'archive');
  if (again.result.libraries[0]?.changed !== 0)
    throw new Error('The rescan read files that had not changed.');
  rows.push({
    what: 'rescan, nothing changed',
    ours: again.seconds,
    cpu: again.cpu,
    files: count,
    note: `${Math.round(our.seconds / again.seconds)} × faster than the first`,
    goal: ['at least 50 × faster than the first', our.seconds / again.seconds >= 50],
  });
}

async function pushes(archive: string, family: string, pristine: string, data: string): Promise<void> {
  await fresh(data, archive, family);
  await engineStep(data, 'scan', 'archive', 'family');
  say('Plan and push …');
  const plan = await engineStep<PlanOutcome>(data, 'plan', 'archive', 'family');
  rows.push({ what: 'plan of a push', ours: plan.seconds, cpu: plan.cpu, files: plan.result.planned });
  const texts: Edit = {
    what: 'safe writes, proven from the bytes',
    fields: textFields,
    plain: plainTexts,
    times: 1.5,
  };
  const places: Edit = {
    what: 'safe writes, proven by ExifTool',
    fields: ['gps'],
    plain: plainPlace,
    times: 4,
  };
  peaks.push(plan.peak);
  for (const edit of [texts, places]) await safeWrites(edit, family, pristine, data);
  const after = await engineStep<ScanView>(data, 'scan', 'family');
  if (after.result.libraries[0]?.changed !== 0)
    throw new Error(`The scan read ${after.result.libraries[0]?.changed} files that the push wrote.`);
  rows.push({ what: 'scan after the push', ours: after.seconds, cpu: after.cpu, files: pushed });
}

const textFields = ['keywords', 'description', 'creators', 'copyright', 'rating'];
const plainTexts = [
  ...['-XMP-dc:Subject=archive', '-XMP-dc:Subject=word', '-XMP-lr:HierarchicalSubject=archive|set|word'],
  ...['-XMP-digiKam:TagsList=archive/set/word', '-XMP-dc:Description=Picture of the archive'],
  ...['-IFD0:ImageDescription=Picture of the archive', '-XMP-dc:Creator=Mara Lindqvist'],
  ...['-IFD0:Artist=Mara Lindqvist', '-XMP-dc:Rights=© Mara Lindqvist', '-IFD0:Copyright=© Mara Lindqvist'],
  '-XMP-xmp:Rating=4',
];
const plainPlace = [
  ...['-GPS:GPSLatitude=47.12', '-GPS:GPSLatitudeRef=N', '-GPS:GPSLongitude=9.12', '-GPS:GPSLongitudeRef=E'],
  ...['-XMP-exif:GPSLatitude=47.12', '-XMP-exif:GPSLongitude=9.12'],
];

/** The same edit by the engine and by a script. */
interface Edit {
  readonly what: string;
  readonly fields: readonly string[];
  readonly plain: readonly string[];
  /** How often the script's time the engine may take. */
  readonly times: number;
}

async function safeWrites(edit: Edit, family: string, pristine: string, data: string): Promise<void> {
  const { what, fields, plain, times } = edit;
  say(`Plain writes by ExifTool, then ${what} …`);
  const theirs = await plainWrites(pristine, plain);
  const push = await engineStep<PlanOutcome>(data, 'push', 'archive', 'family', ...fields);
  if (push.result.written !== pushed)
    throw new Error(`${push.result.written} of ${pushed} files in ${family} were written.`);
  peaks.push(push.peak);
  parts.push({ what, phases: push.phases });
  rows.push({
    ...{ what, ours: push.seconds, cpu: push.cpu, theirs, files: pushed },
    note: 'one persistent ExifTool, unsafe writes of the same tags',
    goal: [`at most ${times} × its time`, push.seconds <= times * theirs.seconds],
  });
}

/** The same tags into copies of the same files, as a script would: no check, no undo. */
async function plainWrites(family: string, tags: readonly string[]): Promise<Timed> {
  const folder = mkdtempSync(join(tmpdir(), 'tagbridge-bench-plain-'));
  try {
    cpSync(family, folder, { recursive: true });
    const names = (await readdir(folder)).filter((name) => name.endsWith('.jpg'));
    const commands = names.map((name) => ['-q', '-overwrite_original', ...tags, join(folder, name)]);
    return await timed(() => exiftoolCommands(commands));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** From another program's write in one library until it can be read in the other, both watched by one engine. */
async function latency(archive: string, family: string, data: string): Promise<void> {
  say('Latency of an edit that travels by itself …');
  const program = join(import.meta.dirname, 'latency.ts');
  const more = Math.max(0, Number(values['latency-files']) - count - pushed);
  const args = [...engineFlags, program, archive, family, data, '12', String(more)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  const { median: seconds, worst, idle, watched, memory, own } = JSON.parse(stdout) as Record<string, number>;
  rows.push({
    what: 'edit elsewhere, median',
    ours: seconds!,
    cpu: { own: own!, children: 0 },
    files: 1,
    note: `worst ${worst!.toFixed(2)} s, the wait for the file to be stable included, ${watched} files watched, ${Math.round(memory! / 2 ** 20)} MiB`,
    goal: ['under 3 s', seconds! < 3],
  });
  rows.push({
    what: 'idle, a second of watching',
    ours: idle!,
    cpu: { own: idle!, children: 0 },
    files: watched!,
    note: 'processor time',
    goal: ['under 1 %', idle! < 0.01],
  });
}

function report(): void {
  const peak = Math.max(...peaks);
  const cells = rows.map(({ what, ours, cpu, theirs, files, note, goal }) => [
    what,
    String(files),
    `${ours.toFixed(2)} s`,
    `${((ours / files) * 1000).toFixed(2)} ms`,
    theirs === undefined ? '' : `${theirs.seconds.toFixed(2)} s`,
    theirs === undefined ? '' : (ours / theirs.seconds).toFixed(2),
    `${cpu.own.toFixed(1)} + ${cpu.children.toFixed(1)} s`,
    theirs === undefined ? '' : `${theirs.cpu.toFixed(1)} s`,
    note ?? '',
    goal === undefined ? '' : `${goal[1] ? 'ok' : 'NOT'}: ${goal[0]}`,
  ]);
  const right = 'right' as const;
  const lines = table(
    [
      { title: 'What' },
      { title: 'Files', align: right },
      { title: 'Tagbridge', align: right },
      { title: 'a file', align: right },
      { title: 'ExifTool', align: right },
      { title: 'Ratio', align: right },
      { title: 'CPU: engine + its processes', align: right },
      { title: 'CPU of ExifTool', align: right },
      { title: 'Note' },
      { title: 'Goal' },
    ],
    cells,
    { width: 300, title: (text) => text },
  );
  const shares = parts.map(({ what, phases }) => {
    const whole = Object.values(phases).reduce((sum, ms) => sum + ms, 0);
    const share = Object.entries(phases).map(([phase, ms]) => `${phase} ${Math.round((ms / whole) * 100)} %`);
    return `Where the time of ${what} goes (waiting for a turn included): ${share.join(', ')}`;
  });
  const mib = Math.round(peak / 2 ** 20);
  const fits = mib < 400;
  process.stdout.write(
    `${[...lines, '', ...shares].join('\n')}\n\nPeak memory of the engine: ${mib} MiB (${fits ? 'ok' : 'NOT'}: under 400)\n`,
  );
  process.stdout.write(
    `Load ${loadavg()[0]!.toFixed(1)}, ${cpus().length} processors, Node ${process.versions.node}, ${process.platform} ${process.arch}\n`,
  );
  if (!fits || rows.some(({ goal }) => goal?.[1] === false)) process.exitCode = 1;
}

const folder = join(tmpdir(), `tagbridge-bench-${process.getuid?.() ?? 'user'}`, `${count}`);
const data = mkdtempSync(join(tmpdir(), 'tagbridge-bench-data-'));
try {
  say(`Making ${count} JPEGs in ${folder} (kept for the next time) …`);
  const { archive, family } = await makeBenchFiles(folder, count, pushed);
  const work = mkdtempSync(join(tmpdir(), 'tagbridge-bench-family-'));
  try {
    // A push changes files; the ones that are kept stay as they were made.
    cpSync(family, join(work, 'family'), { recursive: true });
    await scans(archive, join(data, 'scan'));
    await pushes(archive, join(work, 'family'), family, join(data, 'push'));
    const apart = join(work, 'latency');
    for (const [from, name] of [
      [archive, 'archive'],
      [family, 'family'],
    ] as const)
      cpSync(from, join(apart, name), { recursive: true, filter: (path) => !path.includes('.tagbridge') });
    await latency(join(apart, 'archive'), join(apart, 'family'), join(data, 'latency'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  report();
} finally {
  rmSync(data, { recursive: true, force: true });
}
