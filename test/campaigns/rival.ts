// Another program that edits photos without asking anybody: `node rival.ts`, driven by JSON lines. Not one of ours, so
// it imports nothing of ours.
import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createInterface } from 'node:readline';

const say = (line: unknown) => writeSync(1, `${JSON.stringify(line)}\n`);
const sleep = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

type Edit = {
  readonly how: string;
  readonly path: string;
  readonly mark: string;
  readonly delayMs: number;
  readonly holdMs: number;
};

/** JPEG readers ignore what follows the picture: a mark there is an edit that can be found again byte for byte. */
function edit({ how, path, mark, delayMs, holdMs }: Edit): string {
  const bytes = Buffer.concat([readFileSync(path), Buffer.from(mark)]);
  const handle = how === 'handle' || how === 'rewrite' ? openSync(path, 'r+') : -1;
  sleep(delayMs);
  if (how === 'replace') {
    const fresh = Buffer.concat([readFileSync(path), Buffer.from(mark)]);
    writeFileSync(`${path}.rival`, fresh);
    renameSync(`${path}.rival`, path);
  } else if (how === 'append') {
    const fd = openSync(path, 'a');
    writeSync(fd, mark);
    closeSync(fd);
  } else if (how === 'keepTime') {
    const { atime, mtime } = statSync(path);
    const fd = openSync(path, 'a');
    writeSync(fd, mark);
    closeSync(fd);
    utimesSync(path, atime, mtime);
  } else {
    // Through a handle that was open all the time: after a replacement these bytes go into the old file.
    if (how === 'rewrite') ftruncateSync(handle, bytes.length);
    sleep(holdMs);
    writeSync(handle, bytes, 0, bytes.length, 0);
    fsyncSync(handle);
    closeSync(handle);
  }
  return how;
}

say({ ready: process.pid });
for await (const line of createInterface({ input: process.stdin })) {
  try {
    say({ done: edit(JSON.parse(line) as Edit) });
  } catch (error) {
    say({ failed: String(error) });
  }
}
