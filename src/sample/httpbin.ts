// A small stand-in for httpbin (https://httpbin.org, the backend of Istio's tutorials): the endpoints the tutorials and
// our documentation use, answered as the original answers them. `ictl sample httpbin` and the tests run it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { describeRequest, valuesByName } from './httpbin-request.ts';
import { echoWebSocket } from './websocket-echo.ts';

export interface HttpbinOptions {
  /** Uniform in [0, 1), for `/status/200:3,500:1`. */
  readonly random?: () => number;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** What the route's pattern captured. */
  readonly argument: string;
  readonly random: () => number;
}

interface Endpoint {
  readonly pattern: RegExp;
  readonly methods?: readonly string[];
  readonly answer: (exchange: Exchange) => void | Promise<void>;
}

const MAX_DELAY_SECONDS = 10;
const MAX_STREAM_LINES = 100;

const endpoints: readonly Endpoint[] = [
  { pattern: /^\/status\/([^/]+)$/, answer: answerStatus },
  { pattern: /^\/delay\/([^/]+)$/, answer: answerDelay },
  {
    pattern: /^\/headers$/,
    methods: ['GET'],
    answer: ({ request, response }) => sendJson(response, 200, { headers: describeRequest(request).headers }),
  },
  {
    pattern: /^\/ip$/,
    methods: ['GET'],
    answer: ({ request, response }) => sendJson(response, 200, { origin: describeRequest(request).origin }),
  },
  { pattern: /^\/get$/, methods: ['GET'], answer: answerGet },
  { pattern: /^\/anything(?:\/.*)?$/, answer: answerAnything },
  { pattern: /^\/stream\/(\d+)$/, methods: ['GET'], answer: answerStream },
  { pattern: /^\/sse$/, methods: ['GET'], answer: answerEvents },
  {
    pattern: /^\/websocket\/echo$/,
    answer: ({ response }) => sendJson(response, 400, { error: 'this wants a WebSocket handshake' }),
  },
  { pattern: /^\/response-headers$/, methods: ['GET', 'POST'], answer: answerResponseHeaders },
  {
    pattern: /^\/$/,
    methods: ['GET'],
    answer: ({ response }) =>
      sendJson(response, 200, {
        endpoints: [
          '/status/{codes}',
          '/delay/{seconds}',
          '/headers',
          '/get',
          '/anything',
          '/ip',
          '/stream/{lines}',
          '/response-headers',
          '/sse?count={events}&delay={seconds}',
          '/websocket/echo',
        ],
      }),
  },
];

function pathOf({ url = '/' }: IncomingMessage): string {
  return new URL(url, 'http://httpbin').pathname;
}

/** Makes the server; the caller listens and closes. */
export function createHttpbin(options: HttpbinOptions = {}): Server {
  const random = options.random ?? Math.random;
  const server = createServer((request, response) => {
    void answer(request, response, random).catch((error: unknown) => {
      // the client went away in the middle of an answer, or a defect: either way this exchange is over
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  server.on('upgrade', (request, socket, head) => {
    if (pathOf(request) === '/websocket/echo') echoWebSocket(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });
  // a proxy in front keeps connections for longer than Node's five seconds
  server.keepAliveTimeout = 75_000;
  return server;
}

async function answer(request: IncomingMessage, response: ServerResponse, random: () => number): Promise<void> {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-allow-credentials', 'true');
  const url = new URL(request.url ?? '/', 'http://httpbin');
  for (const { pattern, methods, answer: respond } of endpoints) {
    const found = pattern.exec(url.pathname);
    if (found === null) continue;
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
    if (methods !== undefined && !methods.includes(method)) {
      response.setHeader('allow', methods.join(', '));
      return sendJson(response, 405, { error: `${request.method} is not allowed here` });
    }
    return respond({ request, response, url, argument: found[1] ?? '', random });
  }
  sendJson(response, 404, { error: `no endpoint ${url.pathname}` });
}

/** `/status/503`, `/status/200,500` (one at random), `/status/200:3,500:1` (weighted). */
function answerStatus({ request, response, argument, random }: Exchange): void {
  const choices = argument.split(',').map((part) => {
    const [code = '', weight = '1'] = part.split(':');
    return { code: Number(code), weight: Number(weight) };
  });
  if (choices.some(({ code, weight }) => !Number.isInteger(code) || code < 200 || code > 599 || !(weight >= 0))) {
    sendJson(response, 400, { error: `invalid status code ${argument}` });
    return;
  }
  request.resume();
  const status = pickWeighted(choices, random());
  response.statusCode = status;
  if (status >= 301 && status <= 308 && status !== 304) response.setHeader('location', '/get');
  if (status === 401) response.setHeader('www-authenticate', 'Basic realm="Fake Realm"');
  response.setHeader('content-type', 'text/html; charset=utf-8');
  if (status !== 204 && status !== 304) response.setHeader('content-length', '0');
  response.end();
}

function pickWeighted(choices: readonly { code: number; weight: number }[], random: number): number {
  let rest = random * choices.reduce((total, { weight }) => total + weight, 0);
  for (const { code, weight } of choices) {
    rest -= weight;
    if (rest < 0) return code;
  }
  return choices.at(-1)?.code ?? 200;
}

async function answerDelay(exchange: Exchange): Promise<void> {
  const seconds = Math.min(Number(exchange.argument), MAX_DELAY_SECONDS);
  if (!(seconds >= 0)) return sendJson(exchange.response, 400, { error: `invalid delay ${exchange.argument}` });
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  await answerAnything(exchange);
}

function answerGet({ request, response, url }: Exchange): void {
  const { args, headers, origin, url: fullUrl } = describeRequest(request, url);
  sendJson(response, 200, { args, headers, origin, url: fullUrl });
}

async function answerAnything({ request, response, url }: Exchange): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const data = Buffer.concat(chunks).toString('utf8');
  sendJson(response, 200, { ...describeRequest(request, url), method: request.method, data, json: parsedOrNull(data) });
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // httpbin shows null for a body that is not JSON
  }
}

async function answerStream({ request, response, url, argument }: Exchange): Promise<void> {
  const lines = Math.min(Number(argument), MAX_STREAM_LINES);
  const description = describeRequest(request, url);
  response.writeHead(200, { 'content-type': 'application/json' });
  for (let id = 0; id < lines && !response.destroyed; id++) {
    if (!response.write(`${JSON.stringify({ ...description, id })}\n`))
      await new Promise((resolve) => response.once('drain', resolve));
  }
  response.end();
}

/** Server-sent events, one after the other (HTML Standard, 9.2). */
async function answerEvents({ response, url }: Exchange): Promise<void> {
  const count = Math.min(Number(url.searchParams.get('count') ?? 10), MAX_STREAM_LINES);
  const seconds = Math.min(Number(url.searchParams.get('delay') ?? 0), MAX_DELAY_SECONDS);
  if (!(count >= 0 && seconds >= 0)) return sendJson(response, 400, { error: 'count and delay must be numbers' });
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  for (let id = 0; id < count && !response.destroyed; id++) {
    response.write(`event: ping\ndata: ${JSON.stringify({ id })}\n\n`);
    if (id + 1 < count) await new Promise((resolve) => setTimeout(resolve, seconds * 1000).unref());
  }
  response.end();
}

function answerResponseHeaders({ response, url }: Exchange): void {
  const shown = valuesByName(url.searchParams);
  for (const [name, value] of Object.entries(shown)) response.setHeader(name, value);
  sendJson(response, 200, shown);
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = `${JSON.stringify(value, null, 2)}\n`;
  response.statusCode = status;
  if (!response.hasHeader('content-type')) response.setHeader('content-type', 'application/json');
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(body);
}
