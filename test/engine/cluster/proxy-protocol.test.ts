import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { proxyProtocolHeader, proxyProtocolLine } from '../../../src/engine/cluster/proxy-protocol-header.ts';
import type { Cluster } from '../../../src/envoy/cluster.ts';
import { createIdentity } from '../../support/certificates.ts';
import {
  assignment,
  cluster,
  LISTENER,
  listener,
  routes,
  routeTo,
  TestEngine,
  virtualHost,
} from '../../support/engine.ts';
import { exchange } from '../../support/http-exchange.ts';

const server = createIdentity({ commonName: 'upstream' });

/** An upstream that reads a header of the PROXY protocol up to `length` or a line's end, and then serves the rest. */
class Upstream {
  readonly headers: string[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(length: number | 'line', serve: (socket: Socket) => void) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      let read = Buffer.alloc(0);
      const onReadable = () => {
        for (let byte = socket.read(1); byte !== null; byte = socket.read(1)) {
          read = Buffer.concat([read, byte]);
          if (length === 'line' ? !read.toString('latin1').endsWith('\r\n') : read.length < length) continue;
          socket.off('readable', onReadable);
          this.headers.push(read.toString('latin1'));
          serve(socket);
          return;
        }
      };
      socket.on('readable', onReadable);
    });
  }

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

function answerHttp(socket: Socket): void {
  socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'));
}

function proxyProtocol(version: 'V1' | 'V2', inner?: Cluster['transportSocket']): Cluster['transportSocket'] {
  return {
    name: 'envoy.transport_sockets.upstream_proxy_protocol',
    typedConfig: {
      '@type':
        'type.googleapis.com/envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport',
      config: { version },
      transportSocket: inner ?? {
        name: 'envoy.transport_sockets.raw_buffer',
        typedConfig: { '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer' },
      },
    },
  };
}

const tcp = {
  name: LISTENER,
  address: { socketAddress: { address: '0.0.0.0', portValue: 80 } },
  filterChains: [
    {
      filters: [
        {
          name: 'envoy.filters.network.tcp_proxy' as const,
          typedConfig: {
            '@type': 'type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy' as const,
            statPrefix: 'tcp',
            cluster: 'a',
          },
        },
      ],
    },
  ],
};

describe('the PROXY protocol towards endpoints', () => {
  let proxy: TestEngine;
  let upstream: Upstream | undefined;

  beforeEach(() => {
    proxy = new TestEngine();
  });
  afterEach(async () => {
    await proxy.engine.close();
    upstream?.close();
  });

  async function serve(made: Upstream, transportSocket: Cluster['transportSocket'], isTcp = false): Promise<void> {
    upstream = made;
    const port = await made.listen();
    await proxy.apply({
      listeners: [isTcp ? tcp : listener()],
      routes: [routes([virtualHost([routeTo('a')])])],
      clusters: [cluster('a', transportSocket === undefined ? {} : { transportSocket })],
      endpoints: [assignment('a', [port])],
    });
  }

  it('tells of the connection itself where it is shared by requests', async () => {
    const made = new Upstream('line', answerHttp);
    await serve(made, proxyProtocol('V1'));
    assert.equal((await exchange(proxy.port())).body, 'ok');
    assert.equal((await exchange(proxy.port())).body, 'ok');
    assert.equal(made.headers.length, 1);
    assert.match(made.headers[0] ?? '', /^PROXY TCP4 127\.0\.0\.1 127\.0\.0\.1 \d+ \d+\r\n$/);
  });

  it('says in version 2 that such a connection is the own one', async () => {
    const made = new Upstream(16, answerHttp);
    await serve(made, proxyProtocol('V2'));
    assert.equal((await exchange(proxy.port())).body, 'ok');
    assert.deepEqual(made.headers, ['\r\n\r\n\0\r\nQUIT\n \0\0\0']);
  });

  it('comes before the TLS handshake', async () => {
    const { certificatePem: cert, keyPem: key } = server;
    const secureContext = createSecureContext({ cert, key });
    const made = new Upstream('line', (socket) => answerHttp(new TLSSocket(socket, { isServer: true, secureContext })));
    const tls: Cluster['transportSocket'] = {
      name: 'envoy.transport_sockets.tls',
      typedConfig: {
        '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
        commonTlsContext: { validationContext: {} },
        sni: 'a.example',
      },
    };
    await serve(made, proxyProtocol('V1', tls));
    assert.equal((await exchange(proxy.port())).body, 'ok');
    assert.match(made.headers[0] ?? '', /^PROXY TCP4 /);
  });

  it("tells of the client's connection where TCP is proxied", async () => {
    const made = new Upstream('line', (socket) => socket.pipe(socket));
    await serve(made, proxyProtocol('V1'), true);
    const client = connect({ port: proxy.port(), host: '127.0.0.1' });
    client.write('hello');
    const [heard] = (await once(client, 'data')) as [Buffer];
    assert.equal(heard.toString(), 'hello');
    assert.equal(made.headers[0], `PROXY TCP4 127.0.0.1 127.0.0.1 ${client.localPort} ${proxy.port()}\r\n`);
    client.destroy();
  });

  it('has headers of both versions for both families', () => {
    const ends = (source: string, destination: string) => ({
      source: { address: source, port: 1000 },
      destination: { address: destination, port: 443 },
    });
    assert.equal(proxyProtocolLine(ends('::1', '2001:db8::2')).toString(), 'PROXY TCP6 ::1 2001:db8::2 1000 443\r\n');
    const signature = '0d0a0d0a000d0a515549540a';
    assert.equal(
      proxyProtocolHeader(ends('10.0.0.1', '10.0.0.2')).toString('hex'),
      `${signature}2111000c0a0000010a00000203e801bb`,
    );
    assert.equal(
      proxyProtocolHeader(ends('2001:db8::1', '::ffff:10.0.0.2')).toString('hex'),
      `${signature}2121002420010db800000000000000000000000100000000000000000000ffff0a00000203e801bb`,
    );
  });
});
