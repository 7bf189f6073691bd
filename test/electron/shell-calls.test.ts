import { expect, test } from 'vitest';
import { contentSecurityPolicy, isOwnFrame } from '../../electron/content-security.ts';
import { pagePreferences } from '../../electron/lockdown.ts';
import { menuTemplate } from '../../electron/menu-template.ts';
import { shellCalls } from '../../electron/shell-calls.ts';
import type { TagbridgeClient } from '../../shared/api/client.ts';

const own = { senderFrame: { url: 'app://tagbridge/index.html', parent: null } };
const client = {
  photos: { show: async () => ({ library: 'nas', path: '2024/a.jpg' }) },
  libraries: { list: async () => [{ name: 'nas', path: '/mnt/nas' }] },
} as unknown as TagbridgeClient;

function stage() {
  const revealed: string[] = [];
  const calls = shellCalls(
    { chooseFolder: async (title) => `/chosen/${title}`, reveal: (path) => void revealed.push(path) },
    () => client,
  );
  return { calls, revealed };
}

test('our own page may choose a folder and reveal a file by its id', async () => {
  const { calls, revealed } = stage();
  expect(await calls.pickFolder(own, 'Archive')).toBe('/chosen/Archive');
  await calls.revealFile(own, 7);
  expect(revealed).toEqual(['/mnt/nas/2024/a.jpg']);
});

test.each([
  ['a page of another origin', { url: 'https://evil.example/', parent: null }],
  ['a frame inside our page', { url: 'app://tagbridge/index.html', parent: {} }],
  ['a page that only begins alike', { url: 'app://tagbridge.evil/', parent: null }],
  ['a frame that is gone', null],
])('%s may call nothing', (_what, senderFrame) => {
  const { calls, revealed } = stage();
  expect(isOwnFrame(senderFrame)).toBe(false);
  expect(() => calls.pickFolder({ senderFrame }, 'x')).toThrow('Refused');
  expect(() => calls.revealFile({ senderFrame }, 7)).toThrow('Refused');
  expect(revealed).toEqual([]);
});

test('a path in place of an id reveals nothing', async () => {
  const { calls, revealed } = stage();
  await calls.revealFile(own, '/etc/passwd');
  expect(revealed).toEqual([]);
});

test('pages are isolated, sandboxed and without Node', () => {
  expect(pagePreferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('the policy allows scripts of our own only', () => {
  expect(contentSecurityPolicy).toContain("default-src 'none'");
  expect(contentSecurityPolicy).toContain("script-src 'self';");
  expect(contentSecurityPolicy).not.toContain("script-src 'self' 'unsafe");
});

test('every menu item of ours sends its id', () => {
  const sent: string[] = [];
  const items = menuTemplate((id) => sent.push(id), true).flatMap((menu) =>
    Array.isArray(menu.submenu) ? menu.submenu : [],
  );
  const own = items.filter((item) => item.click);
  for (const item of own) item.click!({} as never, undefined, {});
  expect(sent).toHaveLength(own.length);
  expect(new Set(sent).size).toBe(sent.length);
});
