import { expect, test } from 'vitest';
import { resolveAppUrl } from '../../electron/app-url.ts';

const root = '/app/out/renderer';

test.each([
  ['the start page', 'app://tagbridge/', { kind: 'asset', path: `${root}/index.html` }],
  ['a script', 'app://tagbridge/assets/a.js', { kind: 'asset', path: `${root}/assets/a.js` }],
  [
    'a thumbnail by id',
    'app://tagbridge/media/12?size=640',
    { kind: 'thumbnail', file: 12, size: 640, versioned: false },
  ],
  [
    'a thumbnail of the usual size',
    'app://tagbridge/media/12',
    { kind: 'thumbnail', file: 12, size: 320, versioned: false },
  ],
  [
    'a thumbnail that may be kept for good',
    'app://tagbridge/media/12?size=64&v=abc',
    { kind: 'thumbnail', file: 12, size: 64, versioned: true },
  ],
])('serves %s', (_what, url, wanted) => {
  expect(resolveAppUrl(url, root)).toEqual(wanted);
});

test.each([
  ['another host', 'app://evil/index.html'],
  ['another scheme', 'file:///etc/passwd'],
  ['an escaped way up', 'app://tagbridge/x/%2e%2e%2f%2e%2e%2fetc/passwd'],
  ['an escaped slash', 'app://tagbridge/a%2fb'],
  ['a backslash', 'app://tagbridge/..%5c..%5cetc'],
  ['a NUL', 'app://tagbridge/a%00.html'],
  ['a broken escape', 'app://tagbridge/%zz'],
  ['a thumbnail of a giant size', 'app://tagbridge/media/1?size=100000'],
  ['a thumbnail of no size', 'app://tagbridge/media/1?size=x'],
  ['no URL', 'tagbridge'],
])('refuses %s', (_what, url) => {
  expect(resolveAppUrl(url, root)).toEqual({ kind: 'refused' });
});

test('dots that a URL folds away stay below the root', () => {
  expect(resolveAppUrl('app://tagbridge/x/../../etc/passwd', root)).toEqual({
    kind: 'asset',
    path: `${root}/etc/passwd`,
  });
});
