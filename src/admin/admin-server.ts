// The admin interface: what the running proxy is doing, as plain GETs on loopback, in Envoy's words and paths.
// It reads and never changes anything; what changes state goes over the 0600 socket (control/).
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { pages, type Reply, text } from './pages.ts';
import type { AdminView } from './view.ts';

/** Makes the server; the caller listens on loopback and closes. */
export function createAdminServer(view: AdminView): Server {
  return createServer((request, response) => {
    void answer(view, request)
      .catch((error: unknown): Reply => text(`${error instanceof Error ? error.message : String(error)}\n`, 500))
      .then((reply) => send(response, reply, request.method === 'HEAD'));
  });
}

async function answer(view: AdminView, request: IncomingMessage): Promise<Reply> {
  // a page in a browser can reach loopback by a name of its own that resolves there (DNS rebinding); its Host tells
  if (!isLoopbackAuthority(request.headers.host ?? ''))
    return text('the admin interface answers to loopback names only\n', 403);
  if (request.method !== 'GET' && request.method !== 'HEAD') return text('the admin interface is read-only\n', 405);
  const url = new URL(request.url ?? '/', 'http://admin');
  const page = Object.hasOwn(pages, url.pathname) ? pages[url.pathname] : undefined;
  return page === undefined
    ? text(`no page ${url.pathname}; the pages are ${Object.keys(pages).join(' ')}\n`, 404)
    : page(view, url.searchParams);
}

function send(response: ServerResponse, reply: Reply, headOnly: boolean): void {
  response.writeHead(reply.status, {
    'content-type': reply.type,
    'content-length': Buffer.byteLength(reply.body),
    'cache-control': 'no-cache, max-age=0',
    'x-content-type-options': 'nosniff',
  });
  response.end(headOnly ? undefined : reply.body);
}

function isLoopbackAuthority(value: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(value);
}
