import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import {
  assignment,
  cluster,
  defaultRetryPolicy,
  listener,
  routes,
  routeTo,
  startUpstream,
  TestEngine,
  virtualHost,
} from '../../support/engine.ts';

describe('streams through the proxy', () => {
  let server: Server;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const proxy = new TestEngine();

  before(async () => {
    const upstream = await startUpstream((request, response) => answer(request, response));
    server = upstream.server;
    server.on('upgrade', (request, socket: Socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n');
      socket.on('data', (chunk: Buffer) => socket.write(`${request.url} ${chunk}`));
      socket.on('end', () => socket.end());
    });
    await proxy.apply({
      listeners: [listener()],
      routes: [routes([virtualHost([routeTo('a', { retryPolicy: defaultRetryPolicy })])])],
      clusters: [cluster('a')],
      endpoints: [assignment('a', [upstream.port])],
    });
  });
  after(async () => {
    await proxy.engine.close();
    server.closeAllConnections();
    server.close();
  });

  const begin = (options: { method?: string; headers?: Record<string, string> } = {}) =>
    httpRequest({ host: '127.0.0.1', port: proxy.port(), agent: false, ...options });

  it('pass large bodies both ways', async () => {
    answer = (request, response) => void request.pipe(response);
    const size = 8 * 1024 * 1024;
    const request = begin({ method: 'POST', headers: { 'content-length': String(size) } });
    const sent = Buffer.alloc(size, 'abcdefg');
    request.end(sent);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    assert.ok(Buffer.concat(chunks).equals(sent));
  });

  it('keep a body that is chunked and empty, and of TE what concerns others', async () => {
    let seen: IncomingMessage['headers'] = {};
    answer = (request, response) => {
      seen = request.headers;
      response.end();
    };
    const request = begin({ method: 'PUT', headers: { 'transfer-encoding': 'chunked', te: 'gzip, Trailers' } });
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    assert.deepEqual([seen['transfer-encoding'], seen['content-length'], seen.te], ['chunked', undefined, 'trailers']);
  });

  it('begin the response before the request is complete', async () => {
    answer = (request, response) => {
      response.write('early ');
      request.on('data', (chunk: Buffer) => response.write(chunk)).on('end', () => response.end());
    };
    const request = begin({ method: 'POST' });
    request.write('one ');
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    assert.equal(response.headers['x-envoy-upstream-service-time'], undefined);
    request.end('two');
    let text = '';
    for await (const chunk of response) text += chunk;
    assert.equal(text, 'early one two');
  });

  it('stop the upstream while the client does not read', async () => {
    const chunk = Buffer.alloc(64 * 1024);
    let written = 0;
    answer = (_request, response) => {
      const fill = () => {
        while (written < 1024) {
          written++;
          if (!response.write(chunk)) {
            response.once('drain', fill);
            return;
          }
        }
        response.end();
      };
      fill();
    };
    const request = begin();
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.pause();
    await quiet(() => written);
    assert.ok(written < 1024, 'everything was taken');
    let received = 0;
    for await (const piece of response) received += (piece as Buffer).length;
    assert.equal(received, 1024 * chunk.length);
  });

  it('pass 100 Continue from the upstream, not before', async () => {
    const waiting = new Promise<ServerResponse>((resolve) =>
      server.once('checkContinue', (_request, response: ServerResponse) => resolve(response)),
    );
    const request = begin({ method: 'PUT', headers: { expect: '100-continue', 'content-length': '4' } });
    request.flushHeaders();
    const response = await waiting;
    response.writeContinue();
    await once(request, 'continue');
    request.end('body');
    response.end('done');
    const [head] = (await once(request, 'response')) as [IncomingMessage];
    assert.equal(head.statusCode, 200);
    head.resume();
  });

  it('reset the upstream when the client goes away', async () => {
    const gone = new Promise<void>((resolve) => {
      answer = (request) => request.on('close', resolve);
    });
    const arrived = once(server, 'request');
    const request = begin();
    request.on('error', () => {});
    request.end();
    await arrived;
    request.destroy();
    await gone;
    assert.equal(proxy.stat('http.outbound_0.0.0.0_80.downstream_rq_rx_reset'), 1);
  });

  it('cut off a response that the upstream cut off', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    };
    const request = begin();
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    await assert.rejects(once(response, 'end'), { code: 'ECONNRESET' });
  });

  it('become a tunnel for a WebSocket', async () => {
    const socket = connect(proxy.port(), '127.0.0.1');
    socket.write('GET /chat HTTP/1.1\r\nhost: a\r\nconnection: Upgrade\r\nupgrade: WebSocket\r\n\r\n');
    const [head] = (await once(socket, 'data')) as [Buffer];
    assert.match(head.toString(), /^HTTP\/1\.1 101 /);
    socket.write('ping');
    const [echo] = (await once(socket, 'data')) as [Buffer];
    assert.equal(echo.toString(), '/chat ping');
    socket.end();
    await once(socket, 'close');
  });

  it('are refused for upgrades that the listener does not allow', async () => {
    const socket = connect(proxy.port(), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nhost: a\r\nconnection: Upgrade\r\nupgrade: other\r\n\r\n');
    const [head] = (await once(socket, 'data')) as [Buffer];
    assert.match(head.toString(), /^HTTP\/1\.1 403 /);
    socket.destroy();
  });

  it('lose the trailers of HTTP/1.1', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { trailer: 'x-sum' });
      response.write('body');
      response.addTrailers({ 'x-sum': '1' });
      response.end();
    };
    const request = begin();
    request.end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of response) text += chunk;
    assert.deepEqual([text, response.trailers], ['body', {}]);
  });
});

/** Waits until a count stands still: all sockets are in this process, so turns of its loop that change nothing tell. */
async function quiet(count: () => number): Promise<void> {
  let last = -1;
  for (let turns = 0; turns < 500; turns++) {
    if (count() !== last) turns = 0;
    last = count();
    await new Promise((resolve) => setImmediate(resolve));
  }
}
