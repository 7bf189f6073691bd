import type { ParentPort } from '../shared/host/utility.ts';
import { runUtility } from '../shared/host/utility.ts';

// The data folder comes from the main process, which knows where the platform keeps it.
const [dataDir] = process.argv.slice(2);
if (!dataDir) throw new Error('The engine needs a data folder.');
const { parentPort } = process as unknown as { parentPort: ParentPort };
await runUtility(parentPort, { dataDir, watch: true, log: (line) => console.error(line) });
