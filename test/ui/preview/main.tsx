import '../../../renderer/styles/main.css';
import { start } from '../../../renderer/start.tsx';
import { fakeEngine } from '../../support/fake-client.ts';
import { fakeScreens } from '../../support/fake-screens.ts';

// The window over 100,000 made-up photos, to look at: `vite --config test/ui/preview/vite.config.ts`.
// `?photos=N` for another number, `?empty` for none; `?real` shows the pictures that the server was given.
const asked = new URLSearchParams(location.search);
const fake = fakeEngine({
  ...fakeScreens({ time: 4000, ...(asked.has('empty') ? { libraries: [] } : {}) }),
  photos: Number(asked.get('photos') ?? 100_000),
  delay: 15,
  ...(asked.has('real') ? { imageUrl: (file: number, size: number) => `/media/${file}?size=${size}` } : {}),
});
Object.assign(window, { fake });
start(fake, document.getElementById('root')!);
