// Runs a TypeScript file of the repository under the project's Node, which strips its types.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { become, projectEnv, projectNode, root } from './lib/tree.mjs';

const [file = '', ...args] = process.argv.slice(2);
const path = join(root, file);
if (file && existsSync(path)) {
  become(projectNode(), [path, ...args], { env: projectEnv() });
} else {
  process.stderr.write(`There is no ${file || 'file to run'}.\n`);
  process.exitCode = 1;
}
