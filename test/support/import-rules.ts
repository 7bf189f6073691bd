// The house plan as a check: what each room may import. `architecture.test.ts` runs it over the tree.
import { posix } from 'node:path';
import { parseSync, Visitor } from 'vite';

export interface Import {
  /** What stands between the quotes; undefined when it is not a plain string. */
  specifier: string | undefined;
  typeOnly: boolean;
}

interface Room {
  /** Paths that belong to the room; the first room that matches has the file. */
  at: RegExp;
  /** Rooms it may import. Its own is always allowed. */
  rooms: string[];
  /** Rooms of which it may import types only. */
  typesOf?: string[];
  /** npm packages: a name allows exactly that, `name/*` its sub-paths too. */
  packages?: string[];
  /** Packages of which it may import types only. */
  packageTypes?: string[];
  /** Whether `node:` modules are allowed. */
  node?: boolean;
}

const page = ['react', 'react-dom/*', '@base-ui/react/*', '@tanstack/*', 'lucide-react/*'];
const engine = {
  rooms: [
    'core',
    'api',
    'engine',
    'engine/db',
    'engine/files',
    'engine/metadata',
    'engine/sync',
    'engine/media',
  ],
  packages: [
    'better-sqlite3',
    'croner',
    'exiftool-vendored',
    'heic-decode',
    'p-queue',
    'picomatch',
    'sax',
    'sharp',
  ],
  node: true,
};
/** The engine's rooms but for those a part of it never imports. */
const without = (...barred: string[]) => engine.rooms.filter((room) => !barred.includes(room));

export const rooms: Record<string, Room> = {
  core: { at: /^shared\/core\//, rooms: [] },
  'api/client': {
    at: /^shared\/api\/client\.ts$/,
    rooms: ['core', 'api'],
    packages: ['@orpc/contract', 'zod'],
    packageTypes: ['@orpc/client'],
  },
  api: { at: /^shared\/api\//, rooms: ['core', 'api/client'], packages: ['@orpc/contract', 'zod'] },
  'engine/router': {
    at: /^shared\/engine\/router(\/|[.-])/,
    ...engine,
    rooms: [...engine.rooms, 'api/client'],
    packages: [...engine.packages, '@orpc/server'],
  },
  'engine/db': {
    at: /^shared\/engine\/db\//,
    ...engine,
    rooms: without('engine/files', 'engine/metadata', 'engine/sync', 'engine/media'),
  },
  'engine/files': {
    at: /^shared\/engine\/files\//,
    ...engine,
    rooms: without('engine/metadata', 'engine/sync'),
  },
  'engine/metadata': { at: /^shared\/engine\/metadata\//, ...engine, rooms: without('engine/db') },
  'engine/sync': { at: /^shared\/engine\/sync\//, ...engine },
  'engine/media': { at: /^shared\/engine\/media\//, ...engine },
  engine: { at: /^shared\/engine\//, ...engine, rooms: [...engine.rooms, 'engine/router', 'api/client'] },
  host: {
    at: /^shared\/host\//,
    rooms: [...engine.rooms, 'engine/router', 'api/client'].filter((room) => room !== 'core'),
    typesOf: ['core'],
    packages: ['@hono/node-server/*', '@orpc/*', 'commander', 'hono/*', 'ws'],
    node: true,
  },
  electron: { at: /^electron\//, rooms: ['host', 'api', 'api/client'], packages: ['electron/*'], node: true },
  'renderer/state': {
    at: /^renderer\/state\//,
    rooms: ['api', 'api/client', 'core', 'renderer/connect', 'renderer/lib'],
    packages: ['react', 'zustand/*', '@orpc/client/*'],
  },
  'renderer/features': {
    at: /^renderer\/features\//,
    rooms: ['api', 'api/client', 'core', 'renderer/connect', 'renderer/state', 'renderer/ui', 'renderer/lib'],
    packages: [...page, 'zustand/*'],
  },
  // Both show what the engine answers: the shapes of its views, so that none is told twice.
  'renderer/ui': { at: /^renderer\/ui\//, rooms: ['api', 'core', 'renderer/lib'], packages: page },
  'renderer/lib': { at: /^renderer\/lib\//, rooms: ['api', 'core'], packages: page },
  'renderer/connect': {
    at: /^renderer\/connect\.tsx?$/,
    rooms: ['api', 'api/client', 'core'],
    packages: ['@orpc/client/*', '@orpc/contract', 'react'],
  },
  renderer: {
    at: /^renderer\//,
    rooms: [
      'api',
      'api/client',
      'core',
      ...['connect', 'state', 'features', 'ui', 'lib'].map((name) => `renderer/${name}`),
    ],
    packages: [...page, 'zustand/*'],
  },
};

export const roomOf = (path: string) => Object.keys(rooms).find((name) => rooms[name]!.at.test(path));

/** Every import of a module: static, re-exported, dynamic, `require` and `import('…')` in a type. */
export function importsOf(path: string, source: string): Import[] {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`);
  const found: Import[] = [];
  const add = (node: unknown, typeOnly: boolean) => {
    const value = (node as { value?: unknown } | null | undefined)?.value;
    found.push({ specifier: typeof value === 'string' ? value : undefined, typeOnly });
  };
  new Visitor({
    ImportDeclaration(node) {
      const onlyTypes = (kind: { importKind?: string }) => kind.importKind === 'type';
      const named = node.specifiers.length > 0;
      add(
        node.source,
        onlyTypes(node) || (named && node.specifiers.every((part) => onlyTypes(part as object))),
      );
    },
    ExportNamedDeclaration(node) {
      if (node.source) add(node.source, node.exportKind === 'type');
    },
    ExportAllDeclaration(node) {
      add(node.source, node.exportKind === 'type');
    },
    ImportExpression(node) {
      add(node.source, false);
    },
    TSImportType(node) {
      add(node.source, true);
    },
    TSExternalModuleReference(node) {
      add(node.expression, false);
    },
    CallExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require') add(node.arguments[0], false);
    },
  }).visit(program);
  return found;
}

function allows(list: string[] | undefined, specifier: string) {
  return (list ?? []).some((name) => {
    if (!name.endsWith('/*')) return name === specifier;
    return specifier === name.slice(0, -2) || specifier.startsWith(name.slice(0, -1));
  });
}

/** The feature a path of the renderer belongs to. */
const featureOf = (path: string) => /^renderer\/features\/([^/]+)\//.exec(path)?.[1];

function faultOf(path: string, name: string, { specifier, typeOnly }: Import): string | undefined {
  const room = rooms[name]!;
  if (specifier === undefined) return 'an import that is not a plain string cannot be checked';
  const target = specifier.replace(/\?.*$/, '');

  if (!target.startsWith('.')) {
    if (target.startsWith('node:')) return room.node ? undefined : `${name} may not import ${target}`;
    // `@import 'tailwindcss'` lives in CSS; a package here must stand in the table.
    if (allows(room.packages, target) || (typeOnly && allows(room.packageTypes, target))) return undefined;
    return `${name} may not import ${target}: categorise it in test/support/import-rules.ts`;
  }

  const file = posix.join(posix.dirname(path), target);
  if (file.startsWith('../')) return `${target} leaves the repository`;
  if (/\.(css|svg|png|woff2)$/.test(file)) {
    return /^(renderer|resources)\//.test(file) && name.startsWith('renderer')
      ? undefined
      : `${name} may not import ${file}`;
  }
  if (!/\.tsx?$/.test(file)) return `${target} needs its ending, .ts or .tsx`;
  const other = roomOf(file);
  if (!other) return `${file} belongs to no room`;
  const [from, to] = [featureOf(path), featureOf(file)];
  if (from && to && from !== to) return `the feature ${from} may not import the feature ${to}`;
  if (other === name || room.rooms.includes(other)) return undefined;
  if (room.typesOf?.includes(other)) {
    return typeOnly ? undefined : `${name} may import only types of ${other} (${file})`;
  }
  return `${name} may not import ${other} (${file})`;
}

/** Each arrow of a module that the house plan does not allow, in words. */
export function faultsOf(path: string, source: string): string[] {
  const name = roomOf(path);
  if (!name) return [`${path}: belongs to no room`];
  return importsOf(path, source)
    .map((found) => faultOf(path, name, found))
    .filter((fault) => fault !== undefined)
    .map((fault) => `${path}: ${fault}`);
}
