// One suite over every transport: a caller cannot tell them apart.
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { TagbridgeClient } from '../../shared/api/client.ts';
import type { EngineEvent } from '../../shared/api/events.ts';
import { createEngine, type Engine } from '../../shared/engine/engine.ts';
import { attachPort, portClient } from '../../shared/host/port.ts';
import { serve } from '../../shared/host/serve.ts';
import { webSocketClient } from '../../shared/host/web-socket.ts';
import { makePicture, tempFolder } from '../support/pictures.ts';
import { seedIndex } from '../support/seed-index.ts';

interface Reached {
  client: TagbridgeClient;
  close(): Promise<void> | void;
}

const transports: Record<string, (engine: Engine) => Promise<Reached>> = {
  'in process': async (engine) => ({ client: engine.client, close: () => undefined }),
  'over a message port': async (engine) => {
    const { port1, port2 } = new MessageChannel();
    const detach = attachPort(engine, port1);
    return { client: portClient(port2), close: detach };
  },
  'over a WebSocket': async (engine) => {
    const web = await serve(engine);
    const socket = new WebSocket(`ws://127.0.0.1:${web.port}/rpc`, {
      headers: { authorization: `Bearer ${web.sessions.token}` },
    });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return { client: webSocketClient(socket), close: () => web.close() };
  },
};
const names = Object.keys(transports);
const rows = 2000;

const folder = tempFolder('tagbridge-conformance-');
let engine: Engine;
const reached = new Map<string, Reached>();

beforeAll(async () => {
  const dataDir = join(folder.path, 'data');
  await seedIndex(dataDir, { name: 'seeded', root: join(folder.path, 'seeded'), files: rows });
  engine = await createEngine({ dataDir });
  const picture = await makePicture(join(folder.path, 'picture.jpg'));
  for (const [at, name] of names.entries()) {
    const root = join(folder.path, `scan${at}`);
    mkdirSync(root);
    for (let copy = 0; copy < 60; copy++) cpSync(picture, join(root, `${copy}.jpg`));
    await engine.client.libraries.add({ path: root });
    reached.set(name, await transports[name]!(engine));
  }
}, 60_000);

afterAll(async () => {
  for (const { close } of reached.values()) await close();
  await engine.close();
  folder.remove();
});

/** Reads events until one fits; the stream is left open for as long as the caller keeps the signal. */
async function nextEvent(events: AsyncIterable<EngineEvent>, fits: (event: EngineEvent) => boolean) {
  for await (const event of events) if (fits(event)) return event;
  throw new Error('The stream ended.');
}

describe.each(names)('%s', (name) => {
  const client = () => reached.get(name)!.client;

  test('a wrong input is refused with its place', async () => {
    const refused = client().photos.window({ offset: -1, limit: 10 });
    await expect(refused).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('offset'),
    });
    const unknown = client().plans.push({ from: 'a', to: 'b', fields: ['nonsense' as never] });
    await expect(unknown).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('fields'),
    });
    const extra = client().plans.edit({ edit: { set: { rating: Symbol('x') } }, files: ['x'] });
    await expect(extra).rejects.toBeDefined();
  });

  test('a declared error comes with its words and its data', async () => {
    const error = await client()
      .libraries.remove({ library: 'nobody' })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'NOT_FOUND',
      defined: true,
      message: expect.stringContaining('nobody'),
    });
    expect((error as { data: unknown }).data).toBeTypeOf('object');
  });

  test('a query that cannot be read says so', async () => {
    await expect(client().photos.find({ query: '(rating:4' })).rejects.toMatchObject({ code: 'USAGE' });
  });

  test('values arrive as they are: numbers, null, dates as numbers, unicode', async () => {
    const status = await client().status();
    expect(status).toEqual(await engine.client.status());
    expect(status.libraries.find((library) => library.name === 'seeded')?.files).toBe(rows);
    const bridges = await client().bridges.list();
    expect(bridges).toEqual(await engine.client.bridges.list());
  });

  test(`windows over ${rows} rows come whole, in order, and asked for at once`, async () => {
    const pages = [0, 500, 1000, 1500].map((offset) =>
      client().photos.window({ query: 'library:seeded', sort: 'name', offset, limit: 500 }),
    );
    const windows = await Promise.all(pages);
    expect(windows.map(({ total }) => total)).toEqual([rows, rows, rows, rows]);
    const shown = windows.flatMap((window) => window.rows);
    expect(new Set(shown.map((row) => row.photo)).size).toBe(rows);
    expect(shown.map((row) => row.name)).toEqual(shown.map((row) => row.name).toSorted());
    const ids = await client().photos.ids({ query: 'library:seeded', sort: 'name', from: 0, to: rows - 1 });
    expect(ids).toEqual(shown.map((row) => row.photo));
  });

  test('a stream comes to its end', async () => {
    let seen = 0;
    for await (const { library } of await client().export({ where: 'library:seeded' })) {
      seen += library === 'seeded' ? 1 : 0;
    }
    expect(seen).toBe(rows);
  });

  test('a stream that is left early does not hold up the next call', async () => {
    for await (const one of await client().export({ where: 'library:seeded' })) {
      expect(one.library).toBe('seeded');
      break;
    }
    expect((await client().status()).libraries.length).toBeGreaterThan(0);
  });

  test('events tell of a change, and an abort ends them', async () => {
    const ending = new AbortController();
    const events = await client().events(undefined, { signal: ending.signal });
    const told = nextEvent(events, (event) => event.kind === 'settings');
    // The subscription begins with the first read; ask until it is heard.
    const timer = setInterval(() => void client().settings.set({ theme: 'dark' }), 50);
    expect((await told).kind).toBe('settings');
    clearInterval(timer);
    const again = await client().events(undefined, { signal: ending.signal });
    const over = nextEvent(again, () => false).catch(() => 'over');
    ending.abort();
    expect(await over).toBe('over');
  });

  test('a job is followed and cancelled between two files', async () => {
    const library = `scan${names.indexOf(name)}`;
    const job = `job-${library}`;
    const ending = new AbortController();
    const events = await client().events(undefined, { signal: ending.signal });
    const following = nextEvent(events, (event) => event.kind === 'job' && event.job.job === job);
    const scanning = client()
      .libraries.scan({ libraries: [library], job })
      .then(
        () => 'ended',
        (error: unknown) => (error as { code: string }).code,
      );
    await following;
    const { cancelled } = await client().jobs.cancel({ job });
    expect(await scanning).toMatch(cancelled ? /^(CANCELLED|ended)$/ : /^ended$/);
    ending.abort();
    expect((await client().jobs.list()).map((each) => each.job)).not.toContain(job);
    expect(await client().jobs.cancel({ job })).toEqual({ cancelled: false });
  });

  test('a job id is used by one job at a time', async () => {
    const library = `scan${names.indexOf(name)}`;
    const both = await Promise.allSettled([
      client().libraries.scan({ libraries: [library], job: 'twice' }),
      client().libraries.scan({ libraries: [library], job: 'twice' }),
    ]);
    const refused = both.filter((each) => each.status === 'rejected');
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'USAGE' });
    expect(refused.length).toBeLessThanOrEqual(1);
  });
});
