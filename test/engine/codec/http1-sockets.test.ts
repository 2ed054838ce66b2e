// The codec and the pool between real sockets: bytes must arrive as they were sent, however they were cut on the way.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer as createHttpServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, Socket } from 'node:net';
import { takeOverReads } from '../../../src/engine/codec/take-over-reads.ts';
import { createBareProxy } from '../../support/bare-proxy.ts';

/** Bytes that look random and are the same each time. */
function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed | 1;
  for (let i = 0; i < length; i++) {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + i;
    bytes[i] = state >>> 13;
  }
  return bytes;
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function portOf(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('HTTP/1 between sockets', () => {
  let proxy: Server;
  let proxyPort: number;
  let upstream: Server;

  async function start(server: Server): Promise<void> {
    upstream = server;
    proxy = createBareProxy({ upstreamPort: await portOf(server) });
    proxyPort = await portOf(proxy);
  }

  afterEach(() => {
    proxy.close();
    upstream.close();
  });

  it('carries bodies of all sizes both ways unchanged, on connections used again', async () => {
    const echo = createHttpServer((message, response) => {
      if (Number(message.headers['x-length']) % 2 === 0)
        response.setHeader('content-length', message.headers['x-length'] ?? '');
      message.pipe(response);
    });
    echo.keepAliveTimeout = 60_000;
    await start(echo);
    const agent = new Agent({ keepAlive: true, maxSockets: 4 });
    const exchange = async (length: number, index: number) => {
      const sent = noise(length, index + 1);
      const headers = { 'x-length': length, ...(index % 3 === 0 ? {} : { 'content-length': length }) };
      const outgoing = request({ port: proxyPort, host: '127.0.0.1', method: 'POST', agent, headers });
      for (let at = 0; at < length; at += 50_000 + index) outgoing.write(sent.subarray(at, at + 50_000 + index));
      outgoing.end();
      const [message] = (await once(outgoing, 'response')) as [IncomingMessage];
      const received = await bodyOf(message);
      assert.equal(received.length, length);
      assert.equal(digest(received), digest(sent), `length ${length}`);
    };
    const lengths = [0, 1, 2, 1000, 14_000, 14_336, 16_384, 20_000, 65_536, 65_537, 131_072, 300_000, 1_000_000];
    await Promise.all(Array.from({ length: 16 }, () => lengths).flatMap((all) => all.map(exchange)));
    agent.destroy();
  });

  it('passes pipelined requests one by one', async () => {
    const paths: string[] = [];
    await start(
      createHttpServer((message, response) => {
        paths.push(message.url ?? '');
        setImmediate(() => response.end(message.url));
      }),
    );
    const client = connect(proxyPort, '127.0.0.1');
    const all = Array.from({ length: 200 }, (_, i) => `/${i}`);
    client.write(
      all
        .map((path) => `GET ${path} HTTP/1.1\r\nHost: h\r\n${path === '/199' ? 'Connection: close\r\n' : ''}\r\n`)
        .join(''),
    );
    let text = '';
    for await (const chunk of client) text += chunk;
    assert.deepEqual(paths, all);
    assert.deepEqual(
      [...text.matchAll(/\r\n(\/\d+)(?=\r\n|HTTP|$)/g)].map(([, path]) => path),
      all,
    );
  });

  it('carries raw bytes both ways in a tunnel on a connection used before', async () => {
    const server = createHttpServer((_message, response) => response.end('ok'));
    server.on('upgrade', (_message, socket, head) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
      socket.write(head);
      socket.pipe(socket);
    });
    await start(server);
    const client = connect(proxyPort, '127.0.0.1');
    for (let i = 0; i < 20; i++) {
      client.write('GET / HTTP/1.1\r\nHost: h\r\n\r\n');
      await once(client, 'data');
    }
    client.write('GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
    const [head] = (await once(client, 'data')) as [Buffer];
    assert.match(head.toString('latin1'), /^HTTP\/1\.1 101 /);
    const sent = noise(4 << 20, 7);
    const received: Buffer[] = [];
    client.on('data', (chunk) => received.push(chunk));
    for (let at = 0, piece = 1; at < sent.length; at += piece, piece = (piece * 31 + 7) % 90_000) {
      client.write(sent.subarray(at, at + piece));
      if (piece === 0) piece = 1;
    }
    client.end();
    await once(client, 'end');
    assert.equal(digest(Buffer.concat(received)), digest(sent));
  });

  it('stops a fast upstream for a slow client and loses nothing', async () => {
    const sent = noise(16 << 20, 3);
    let pending = 0;
    await start(
      createHttpServer((_message, response) => {
        response.end(sent);
        pending = response.writableLength;
      }),
    );
    const client = connect(proxyPort, '127.0.0.1');
    client.write('GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n');
    const chunks = (await once(client, 'data')) as Buffer[];
    client.pause();
    assert.ok(pending > 0);
    for await (const chunk of client) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    assert.equal(digest(body.subarray(-sent.length)), digest(sent));
  });

  it('tells the upstream when the client leaves', async () => {
    const gone = new Promise<void>((resolve) => {
      const server = createHttpServer((message) => {
        message.socket.once('close', () => resolve());
        client.destroy();
      });
      void start(server).then(() => {
        client = connect(proxyPort, '127.0.0.1');
        client.write('GET / HTTP/1.1\r\nHost: h\r\n\r\n');
      });
    });
    let client: Socket;
    await gone;
  });

  it('leaves no connection counted once its clients are gone', async () => {
    await start(createHttpServer((_message, response) => response.end('ok')));
    const clients = Array.from({ length: 10 }, () => connect(proxyPort, '127.0.0.1'));
    for (const client of clients) {
      for (let i = 0; i < 20; i++) {
        client.write('GET / HTTP/1.1\r\nHost: h\r\n\r\n');
        await once(client, 'data');
      }
    }
    const closed = once(proxy, 'close');
    proxy.close();
    clients.forEach((client, i) => {
      if (i % 2 === 0) client.end();
      else client.resetAndDestroy();
    });
    await closed;
  });
});

describe('taking over the reads of an accepted socket', () => {
  it('gives the bytes to the callback and closes both sockets together', async () => {
    const memory = Buffer.alloc(1024);
    let text = '';
    let taken: Socket | undefined;
    const shellClosed = new Promise<void>((resolve) => {
      const server = createServer((shell) => {
        server.close();
        shell.once('close', () => resolve());
        taken = takeOverReads(shell, {
          buffer: memory,
          callback: (length) => {
            text += memory.toString('latin1', 0, length);
            taken?.end('bye');
            return true;
          },
        });
      });
      void portOf(server).then((port) => connect(port, '127.0.0.1').end('hello').resume());
    });
    await shellClosed;
    assert.equal(text, 'hello');
    assert.equal(taken?.destroyed, true);
  });

  it('changes nothing where a socket has no handle', () => {
    const socket = new Socket();
    assert.equal(takeOverReads(socket, { buffer: Buffer.alloc(1), callback: () => true }), undefined);
    assert.equal(socket.destroyed, false);
  });
});
