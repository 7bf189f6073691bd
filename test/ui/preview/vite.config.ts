import { globSync } from 'node:fs';
import { join } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import sharp from 'sharp';
import { defineConfig, type Plugin } from 'vite';

// A folder of JPEGs to show instead of drawings, when somebody wants to judge the look with real pictures.
const folder = process.env['TAGBRIDGE_PREVIEW_PHOTOS'];

function pictures(): Plugin {
  const files = folder
    ? globSync('**/*.{jpg,jpeg,JPG,JPEG}', { cwd: folder }).map((path) => join(folder, path))
    : [];
  return {
    name: 'pictures',
    configureServer(server) {
      server.middlewares.use('/media', (request, response) => {
        const url = new URL(request.url ?? '/', 'http://x');
        const file = files[Math.floor(Number(url.pathname.slice(1)) / 10) % files.length];
        const size = Number(url.searchParams.get('size') ?? 320);
        if (!file) {
          response.writeHead(404).end();
          return;
        }
        sharp(file, { failOn: 'none' })
          .rotate()
          .resize(size, size, { fit: 'inside', withoutEnlargement: true })
          .jpeg({ quality: 80 })
          .toBuffer()
          .then(
            (bytes) =>
              response
                .writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'max-age=3600' })
                .end(bytes),
            () => response.writeHead(404).end(),
          );
      });
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwind(), pictures()],
  server: { host: '127.0.0.1', port: 5199, fs: { allow: [join(import.meta.dirname, '../../..')] } },
});
