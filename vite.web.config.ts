import { join } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page with hot reload in a browser. Everything else is asked of `tagbridge serve --port 7397` beside it.
const engine = `http://127.0.0.1:${process.env.TAGBRIDGE_PORT ?? '7397'}`;

export default defineConfig({
  root: join(import.meta.dirname, 'renderer'),
  plugins: [react(), tailwind()],
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: {
      '/rpc': { target: engine, ws: true },
      '/media': engine,
      '/session': engine,
      '/shell': engine,
    },
  },
});
