import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const root = import.meta.dirname;

// Every `*-worker.ts` of the engine is a program of its own, beside the others in out/main, so that
// `new URL('./NAME-worker.js', import.meta.url)` finds it from the bundle.
const workers = Object.fromEntries(
  globSync('shared/engine/**/*-worker.ts', { cwd: root }).map((path) => [
    basename(path, '.ts'),
    join(root, path),
  ]),
);

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: join(root, 'electron/main.ts'),
          'engine-process': join(root, 'electron/engine-process.ts'),
          cli: join(root, 'shared/host/cli.ts'),
          ...workers,
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rolldownOptions: {
        input: { preload: join(root, 'electron/preload.ts') },
        // A sandboxed preload can only be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    plugins: [react(), tailwind()],
    build: {
      outDir: join(root, 'out/renderer'),
      rolldownOptions: { input: join(root, 'renderer/index.html') },
    },
  },
});
