#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isFresh } from '../scripts/lib/built.mjs';
import { become, projectNode, root } from '../scripts/lib/tree.mjs';

const cli = join(root, 'out', 'main', 'cli.js');

if (!isFresh()) {
  const bootstrap = join(root, 'scripts', 'bootstrap.mjs');
  const { status } = spawnSync(process.execPath, [bootstrap, '--perl', '--build'], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(1);
}

const node = projectNode();
if (realpathSync(process.execPath) === realpathSync(node)) {
  // Already the right Node: no second process.
  process.argv[1] = cli;
  await import(pathToFileURL(cli).href);
} else {
  become(node, [cli, ...process.argv.slice(2)]);
}
