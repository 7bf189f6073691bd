import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultsOf, importsOf } from './support/import-rules.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const find = (pattern: string) => globSync(pattern, { cwd: root }).map((path) => path.replaceAll('\\', '/'));

const sources = find('{shared,electron,renderer}/**/*.{ts,tsx}');

describe('the house plan', () => {
  test('every import follows an arrow it allows', () => {
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.flatMap((path) => faultsOf(path, read(path)))).toEqual([]);
  });

  test('no source file is longer than 400 lines', () => {
    const lines = (path: string) => read(path).split('\n').length - 1;
    const all = [...sources, ...find('{scripts,bin}/**/*.mjs')];
    expect(all.filter((path) => lines(path) > 400).map((path) => `${path}: ${lines(path)} lines`)).toEqual(
      [],
    );
  });
});

describe('the guard itself', () => {
  test('sees every kind of import', () => {
    const source = `
      import a from './a.ts'; import type { B } from './b.ts'; import { type C } from './c.ts';
      import './d.ts'; export * from './e.ts'; export type { F } from './f.ts'; export { g } from './g.ts';
      const h = await import('./h.ts'); type I = import('./i.ts').I; const j = require('./j.ts');
      import k = require('./k.ts'); const l = await import(h.name); import m, { type M } from './m.ts';
      // import './comment.ts'
      const text = "import './string.ts'"; const element = <p>import './text.ts'</p>;`;
    expect(importsOf('x.tsx', source).map(({ specifier, typeOnly }) => [specifier, typeOnly])).toEqual([
      ['./a.ts', false],
      ['./b.ts', true],
      ['./c.ts', true],
      ['./d.ts', false],
      ['./e.ts', false],
      ['./f.ts', true],
      ['./g.ts', false],
      ['./h.ts', false],
      ['./i.ts', true],
      ['./j.ts', false],
      ['./k.ts', false],
      [undefined, false],
      ['./m.ts', false],
    ]);
  });

  test.each([
    ['shared/core/a.ts', "import type { B } from '../api/b.ts'", 'core may not import api'],
    ['shared/core/a.ts', "import 'node:fs'", 'core may not import node:fs'],
    ['shared/core/a.ts', "import { z } from 'zod'", 'categorise it'],
    ['shared/api/a.ts', "export type { E } from '../engine/engine.ts'", 'api may not import engine'],
    ['shared/api/a.ts', "import type { C } from '@orpc/client'", 'categorise it'],
    ['shared/api/client.ts', "import { C } from '@orpc/client'", 'categorise it'],
    ['shared/engine/a.ts', "import { os } from '@orpc/server'", 'categorise it'],
    ['shared/engine/router.ts', "import { H } from '@orpc/server/ws'", 'categorise it'],
    ['shared/engine/a.ts', "import 'electron'", 'categorise it'],
    ['shared/engine/a.ts', "const ws = await import('ws')", 'categorise it'],
    ['shared/engine/a.ts', "import '../host/cli.ts'", 'engine may not import host'],
    ['shared/engine/db/a.ts', "import type { P } from '../sync/plan.ts'", 'db may not import engine/sync'],
    ['shared/engine/db/a.ts', "import '../media/thumbs.ts'", 'db may not import engine/media'],
    ['shared/engine/metadata/a.ts', "import '../db/open.ts'", 'metadata may not import engine/db'],
    ['shared/engine/files/a.ts', "import '../metadata/read.ts'", 'files may not import engine/metadata'],
    ['shared/host/a.ts', "import { fields } from '../core/fields.ts'", 'only types of core'],
    ['shared/host/a.ts', "import { app } from 'electron'", 'categorise it'],
    ['electron/a.ts', "import '../shared/engine/engine.ts'", 'electron may not import engine'],
    ['renderer/features/a/a.tsx', "import '../b/b.tsx'", 'feature a may not import the feature b'],
    ['renderer/features/a/a.tsx', "import 'node:path'", 'may not import node:path'],
    ['renderer/state/a.ts', "import '../features/a/a.tsx'", 'state may not import renderer/features'],
    ['renderer/ui/a.tsx', "import { engine } from '../state/engine.ts'", 'ui may not import renderer/state'],
    ['renderer/lib/a.ts', "import '../state/a.ts'", 'lib may not import renderer/state'],
    ['renderer/main.tsx', "import { ipcRenderer } from 'electron'", 'categorise it'],
    ['renderer/main.tsx', "import '../shared/engine/engine.ts'", 'renderer may not import engine'],
    ['shared/engine/a.ts', "import 'left-pad'", 'categorise it'],
    ['shared/engine/a.ts', "import './b'", 'needs its ending'],
    ['shared/engine/a.ts', "import '../../../x.ts'", 'leaves the repository'],
    ['shared/engine/a.ts', "import '../../test/support/x.ts'", 'belongs to no room'],
    ['shared/engine/a.ts', 'const b = await import(name)', 'not a plain string'],
    ['shared/stray.ts', '', 'belongs to no room'],
  ])('%s: refuses %s', (path, source, words) => {
    expect(faultsOf(path, source).join('\n')).toContain(words);
  });

  test.each([
    ['shared/api/a.ts', "import { oc } from '@orpc/contract'; import { F } from '../core/fields.ts'"],
    ['shared/api/client.ts', "import type { C } from '@orpc/client'"],
    ['shared/engine/router.ts', "import { implement } from '@orpc/server'"],
    ['shared/engine/sync/a.ts', "import '../db/open.ts'; import '../metadata/read.ts'; import 'node:fs'"],
    ['shared/host/a.ts', "import type { F } from '../core/fields.ts'; import { H } from '@orpc/server/ws'"],
    ['electron/main.ts', "import { app } from 'electron'; import '../shared/host/port.ts'"],
    ['renderer/main.tsx', "import './styles.css'; import './features/a/a.tsx'; import 'react-dom/client'"],
    ['renderer/features/a/a.tsx', "import './b.tsx'; import '../../ui/button.tsx'"],
  ])('%s: allows %s', (path, source) => {
    expect(faultsOf(path, source)).toEqual([]);
  });
});
