// Watches a folder until it has said how, in a process of its own: the system's limits can be lowered for it alone.
import { watchLibrary } from '../../shared/engine/files/watch.ts';

const [, , root] = process.argv;
let dirty: unknown;
const watching = await watchLibrary({
  root: root!,
  exclude: [],
  pollMs: 60_000,
  onDirty: (folders) => (dirty = folders),
});
const { mode, reason } = watching;
await watching.close();
process.stdout.write(JSON.stringify({ mode, reason, dirty }));
