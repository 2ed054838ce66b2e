import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { limits } from '../../../src/engine/limits.ts';
import { createIdentity } from '../../support/certificates.ts';
import { assignment, cluster, listener, routes, routeTo, TestEngine, virtualHost } from '../../support/engine.ts';
import { exchange } from '../../support/http-exchange.ts';
import { until } from '../../support/until.ts';

describe('clusters that take the TLS server name from the request', () => {
  let upstream: Server;
  const connections = new Map<TLSSocket, string>();
  const proxy = new TestEngine();

  before(async () => {
    const { certificatePem: cert, keyPem: key } = createIdentity({ commonName: 'a' });
    upstream = createServer({ cert, key }, (request, response) => {
      const { servername } = request.socket as TLSSocket;
      response.end(`${servername || 'none'} for ${request.headers.host}`);
    });
    upstream.on('secureConnection', (socket: TLSSocket) => {
      connections.set(socket, String(socket.servername));
      socket.on('close', () => connections.delete(socket));
    });
    upstream.listen(0, '127.0.0.1');
    await once(upstream, 'listening');
    const options = {
      '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
      upstreamHttpProtocolOptions: { autoSni: true },
      explicitHttpConfig: { httpProtocolOptions: {} },
    } as const;
    const transportSocket = {
      name: 'envoy.transport_sockets.tls',
      typedConfig: {
        '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
        commonTlsContext: {},
      },
    } as const;
    const typedExtensionProtocolOptions = { 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': options };
    await proxy.apply({
      listeners: [listener()],
      routes: [
        routes([
          virtualHost([
            { ...routeTo('a', { hostRewriteLiteral: 'inner.example:8443' }), match: { prefix: '/rewritten' } },
            routeTo('a'),
          ]),
        ]),
      ],
      clusters: [cluster('a', { transportSocket, typedExtensionProtocolOptions })],
      endpoints: [assignment('a', [(upstream.address() as AddressInfo).port])],
    });
  });
  after(async () => {
    await proxy.engine.close();
    upstream.close().closeAllConnections();
  });

  const ask = async (host: string, path = '/') => (await exchange(proxy.port(), { host, path })).body;

  it('send the host without its port, and no address', async () => {
    assert.equal(await ask('Shop.example:80'), 'shop.example for Shop.example:80');
    assert.equal(await ask('127.0.0.1'), 'none for 127.0.0.1');
    assert.equal(await ask('[::1]:80'), 'none for [::1]:80');
  });

  it('send the host as the route has rewritten it', async () => {
    assert.equal(await ask('shop.example', '/rewritten'), 'inner.example for inner.example:8443');
  });

  it('use a connection again only for the same name', async () => {
    await ask('one.example');
    await ask('two.example');
    await ask('one.example');
    const names = [...connections.values()];
    assert.equal(names.filter((name) => name === 'one.example').length, 1);
    assert.equal(names.filter((name) => name === 'two.example').length, 1);
  });

  it('keep connections for so many names only', async () => {
    const { value } = limits.upstreamServerNames;
    for (let i = 0; i <= value; i++) await ask(`host-${i}.example`);
    await until(() => connections.size === value);
    assert.ok(![...connections.values()].includes('one.example'));
    assert.equal(proxy.engine.clusters()[0]?.endpoints[0]?.stats.cx_active, value);
  });
});
