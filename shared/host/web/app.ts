import { RPCHandler } from '@orpc/server/fetch';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Engine } from '../../engine/engine.ts';
import { signInPath } from './guard.ts';
import { securityHeaders } from './headers.ts';
import { mediaRequest, mediaResponse } from './media.ts';
import { pageOf, waitPage } from './pages.ts';
import type { Sessions } from './session.ts';
import { readUiFile } from './ui-files.ts';

export const bodyBytes = 2 ** 20;

export interface AppParts {
  readonly engine: Pick<Engine, 'router' | 'thumbnail'>;
  readonly sessions: Sessions;
  /** Folder of the window's files; undefined when it was not built. */
  readonly ui: string | undefined;
  /** Behind a proxy that speaks TLS the cookie may only travel there. */
  readonly secureCookie: boolean;
}

/** Everything behind the guard: sign-in, the contract over HTTP, pictures, and the window's files. */
export function createApp({ engine, sessions, ui, secureCookie }: AppParts): Hono {
  const app = new Hono();
  const rpc = new RPCHandler(engine.router);

  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) {
      if (name !== 'cache-control' || !context.res.headers.has(name)) context.header(name, value);
    }
  });
  app.onError((error, context) => context.json({ code: 'FAILED', message: error.message }, 500));

  app.get(signInPath, (context) => {
    const verdict = sessions.signIn(context.req.query('token') ?? context.req.query('code') ?? '');
    if (verdict === 'tooMany') return context.html(pageOf('tooMany'), 429, { 'retry-after': '60' });
    if (verdict === 'wrong') return context.html(pageOf('wrong'), 401);
    const { name, value } = sessions.cookie;
    const secure = secureCookie ? '; Secure' : '';
    context.header('set-cookie', `${name}=${value}; Path=/; HttpOnly; SameSite=Strict${secure}`);
    // Not a redirect: browsers leave a Strict cookie out of a redirect that another program or page began.
    return context.html(waitPage);
  });
  app.use('/rpc/*', bodyLimit({ maxSize: bodyBytes, onError: (c) => c.json({ code: 'TOO_LARGE' }, 413) }));
  app.all('/rpc/*', async (context) => {
    const { matched, response } = await rpc.handle(context.req.raw, { prefix: '/rpc', context: {} });
    return matched ? response : context.json({ code: 'NOT_FOUND' }, 404);
  });
  app.get('/media/:file', async (context) => {
    const wanted = mediaRequest(context.req.param('file'), context.req.query('size'));
    if (!wanted) return context.json({ code: 'USAGE', message: 'No such size or picture.' }, 400);
    return mediaResponse(engine, wanted, context.req.raw);
  });
  // Browsers ask for it unbidden; the window has no such file.
  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.get('*', async (context) => {
    if (ui === undefined) return context.html(pageOf('notBuilt'), 503);
    const file = await readUiFile(ui, context.req.path);
    if (!file) return context.json({ code: 'NOT_FOUND' }, 404);
    return context.body(file.bytes, 200, {
      'content-type': file.type,
      'cache-control': file.immutable ? 'private, max-age=31536000, immutable' : 'no-store',
    });
  });
  return app;
}
