import { globSync } from 'node:fs';
import { join } from 'node:path';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import sharp from 'sharp';
import { type Connect, defineConfig, type Plugin } from 'vite';

// A folder of JPEGs to show instead of drawings, when somebody wants to judge the look with real pictures.
const folder = process.env['TAGBRIDGE_PREVIEW_PHOTOS'];

function pictures(): Plugin {
  const files = folder
    ? globSync('**/*.{jpg,jpeg,JPG,JPEG}', { cwd: folder }).map((path) => join(folder, path))
    : [];
  const serve: Connect.NextHandleFunction = (request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const file = files[Math.floor(Number(url.pathname.slice(1)) / 10) % files.length];
    const size = Number(url.searchParams.get('size') ?? 320);
    const missing = () => response.writeHead(404).end();
    const bytes = file ? picture(file, size) : Promise.reject(new Error('No folder of pictures was given.'));
    bytes.then(
      (jpeg) =>
        response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'max-age=3600' }).end(jpeg),
      missing,
    );
  };
  return {
    name: 'pictures',
    configureServer: (server) => void server.middlewares.use('/media', serve),
    configurePreviewServer: (server) => void server.middlewares.use('/media', serve),
  };
}

const made = new Map<string, Promise<Buffer>>();
/** A small copy, made once. */
function picture(file: string, size: number): Promise<Buffer> {
  const key = `${size} ${file}`;
  const bytes =
    made.get(key) ??
    sharp(file, { failOn: 'none' })
      .rotate()
      .resize(size, size, { fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 80 })
      .toBuffer();
  made.set(key, bytes);
  return bytes;
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwind(), pictures()],
  server: { host: '127.0.0.1', port: 5199, fs: { allow: [join(import.meta.dirname, '../../..')] } },
});
