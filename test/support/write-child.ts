// A process of its own that writes one photo and can be killed anywhere. Started by the crash tests:
//   node write-child.ts JOURNAL-FILE PLAN-JSON
// PLAN: { root, path, writes, changes, stopAt?: 'intent' | 'staged' | 'prepared', undo?: true }
// The journal is a file of JSON lines, each synced, as the index does it with synchronous=FULL.
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { JournalEntry, MediaFile } from '../../shared/engine/metadata/ports.ts';
import { createExifToolReader } from '../../shared/engine/metadata/reader.ts';
import { createPhotoWriter } from '../../shared/engine/metadata/writer.ts';

const [journalPath = '', text = '{}'] = process.argv.slice(2);
const plan = JSON.parse(text) as {
  root: string;
  path: string;
  writes: MediaFile['writes'];
  changes: JournalEntry['changes'];
  stopAt?: string;
  undo?: boolean;
};

const note = (state: string, entry: JournalEntry) => {
  const fd = openSync(journalPath, 'a');
  writeSync(fd, `${JSON.stringify({ state, entry })}\n`);
  fsyncSync(fd);
  closeSync(fd);
  if (plan.stopAt === state) process.kill(process.pid, 'SIGKILL');
};
const journal = {
  intent: (entry: JournalEntry) => note('intent', entry),
  prepared: (entry: JournalEntry) => note('prepared', entry),
};

const reader = createExifToolReader({ processes: 1 });
const writer = createPhotoWriter({ reader, settleMs: 0 });
const file: MediaFile = {
  root: plan.root,
  path: plan.path,
  writes: plan.writes,
  sidecar: 'adobe',
  keepMtime: false,
};
if (plan.undo) {
  const lines = readFileSync(journalPath, 'utf8').trim().split('\n');
  const { entry } = JSON.parse(lines.at(-1)!) as { entry: JournalEntry };
  const result = await writer.restore({ file, entry, undoKey: 'undo', journal });
  if (result.ok) note('done', result.entry);
  else process.stdout.write(JSON.stringify(result.problem));
} else {
  const read = await reader.read(file, { hash: true });
  if (!read.ok) throw new Error(read.problem.message);
  const result = await writer.write({
    file,
    fingerprint: read.fingerprint,
    changes: plan.changes,
    undoKey: 'run',
    journal,
  });
  if (result.ok) note('done', result.entry);
  else process.stdout.write(JSON.stringify(result.problem));
}
await writer.close();
await reader.close();
