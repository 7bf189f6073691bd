// A process with an engine of its own, driven by JSON lines `{ call: 'plans.run', input }`, that can be killed at any
// moment: ENGINE-CHILD DATA. The engine starts with the first line, so that the process can be warm before.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createEngine, type Engine } from '../../shared/engine/engine.ts';

const [dataDir = ''] = process.argv.slice(2);
let engine: Engine | undefined;

const say = (line: unknown): void => {
  writeSync(1, `${JSON.stringify(line ?? null)}\n`);
};

type Procedure = (input: unknown) => Promise<unknown>;
type Level = { readonly [name: string]: Level } & Procedure;

async function carryOut({
  call,
  input,
}: {
  readonly call: string;
  readonly input?: unknown;
}): Promise<unknown> {
  engine ??= await createEngine({ dataDir, exiftoolProcesses: 1 });
  if (call === 'resumeAll') {
    for (const run of (await engine.client.status()).openRuns) await engine.client.plans.resume({ run });
    return true;
  }
  const [first = '', second] = call.split('.');
  const level = (engine.client as unknown as Level)[first]!;
  return second === undefined ? level(input) : level[second]!(input);
}

say({ ready: process.pid });
for await (const line of createInterface({ input: process.stdin })) {
  try {
    say(await carryOut(JSON.parse(line)));
  } catch (error) {
    say({ error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) });
  }
}
await engine?.close();
