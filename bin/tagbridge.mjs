#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isFresh } from '../scripts/lib/built.mjs';
import { becomeOurs, root } from '../scripts/lib/tree.mjs';

const cli = join(root, 'out', 'main', 'cli.js');

if (!isFresh()) {
  const bootstrap = join(root, 'scripts', 'bootstrap.mjs');
  const { status } = spawnSync(process.execPath, [bootstrap, '--perl', '--build'], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exit(1);
}

becomeOurs([cli, ...process.argv.slice(2)]);
