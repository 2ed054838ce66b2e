import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import http2 from 'node:http2';
import { request as httpsRequest } from 'node:https';
import tls from 'node:tls';
import type { Secret } from '../../src/envoy/config.ts';
import type { Delta } from '../../src/envoy/delta.ts';
import type { FilterChain, Listener } from '../../src/envoy/listener.ts';
import { createIdentity, type Identity } from '../support/certificates.ts';
import {
  assignment,
  cluster,
  connectionManager,
  LISTENER,
  listener,
  routes,
  routeTo,
  startUpstream,
  TestEngine,
  virtualHost,
} from '../support/engine.ts';
import { exchange } from '../support/http-exchange.ts';

const HTTPS = '0.0.0.0_443';

/** A chain for one server name, with the certificate and, for mutual TLS, the CA of secrets of its name. */
function chainFor(serverName: string, mutual = false): FilterChain {
  const manager = connectionManager({
    forwardClientCertDetails: 'SANITIZE_SET',
    setCurrentClientCertDetails: { subject: true },
  });
  const ca = { defaultValidationContext: {}, validationContextSdsSecretConfig: { name: `${serverName}-ca` } };
  return {
    filterChainMatch: { serverNames: [serverName] },
    filters: [{ name: 'envoy.filters.network.http_connection_manager', typedConfig: manager }],
    transportSocketConnectTimeout: '15s',
    transportSocket: {
      name: 'envoy.transport_sockets.tls',
      typedConfig: {
        '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext',
        commonTlsContext: {
          alpnProtocols: ['h2', 'http/1.1'],
          tlsCertificateSdsSecretConfigs: [{ name: serverName }],
          ...(mutual && { combinedValidationContext: ca }),
        },
        requireClientCertificate: mutual,
      },
    },
  };
}

const httpsListener: Listener = {
  name: HTTPS,
  address: { socketAddress: { address: '0.0.0.0', portValue: 443 } },
  listenerFilters: [
    {
      name: 'envoy.filters.listener.tls_inspector',
      typedConfig: { '@type': 'type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector' },
    },
  ],
  filterChains: [chainFor('one.example'), chainFor('two.example'), chainFor('mutual.example', true)],
};

function certificate(name: string, { certificatePem, keyPem }: Identity): Secret {
  return { name, certificate: { chainPem: certificatePem, keyPem } };
}

/** What an HTTP/2 client is answered. */
async function get(session: http2.ClientHttp2Session, path = '/'): Promise<{ status: number; body: string }> {
  const stream = session.request({ ':path': path, ':authority': 'one.example' });
  const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders & { ':status': number }];
  let body = '';
  for await (const chunk of stream) body += chunk;
  return { status: headers[':status'], body };
}

describe('HTTPS and HTTP/2 through the engine', () => {
  const ca = createIdentity({ commonName: 'ca', isCa: true });
  const client = createIdentity({ commonName: 'client', issuer: ca });
  let upstream: Awaited<ReturnType<typeof startUpstream>>;
  let proxy: TestEngine;
  let seen: IncomingHttpHeaders;
  /** What the upstream waits for before it answers. */
  let held: Promise<void> | undefined;
  let revision = 100;
  const sessions: http2.ClientHttp2Session[] = [];

  /** Changes nothing but secrets, as the control wing does when a certificate is renewed. */
  async function setSecrets(changed: readonly Secret[], removed: readonly string[] = []): Promise<void> {
    const nothing = { changed: [], removed: [] };
    const delta: Delta = {
      revision: ++revision,
      listeners: nothing,
      routes: nothing,
      clusters: nothing,
      endpoints: nothing,
      secrets: { changed, removed },
    };
    assert.equal((await proxy.engine.apply(delta)).rejected, undefined);
  }

  before(async () => {
    upstream = await startUpstream((request, response) => {
      seen = request.headers;
      request.resume().on('end', async () => {
        await held;
        response.end(`${request.method} ${request.url}`);
      });
    });
  });

  beforeEach(async () => {
    held = undefined;
    proxy = new TestEngine();
    await proxy.apply({
      listeners: [listener(), httpsListener],
      routes: [routes([virtualHost([routeTo('a')])])],
      clusters: [cluster('a')],
      endpoints: [assignment('a', [upstream.port])],
    });
    await setSecrets([
      certificate('one.example', createIdentity({ commonName: 'one' })),
      certificate('two.example', createIdentity({ commonName: 'two' })),
      certificate('mutual.example', createIdentity({ commonName: 'mutual' })),
      { name: 'mutual.example-ca', validation: { trustedCaPem: ca.certificatePem } },
    ]);
  });

  afterEach(async () => {
    for (const session of sessions.splice(0)) session.destroy();
    await proxy.engine.close();
  });

  after(() => {
    upstream.server.closeAllConnections();
    upstream.server.close();
  });

  function connect(url: string, options: http2.SecureClientSessionOptions = {}): http2.ClientHttp2Session {
    const session = http2.connect(url, { rejectUnauthorized: false, ...options });
    session.on('error', () => {});
    sessions.push(session);
    return session;
  }

  const secure = (servername: string, options: http2.SecureClientSessionOptions = {}) =>
    connect(`https://127.0.0.1:${proxy.port(HTTPS)}`, { servername, ...options });

  it('serves HTTP/2 where the client offers it, with the certificate of the name', async () => {
    for (const name of ['one', 'two']) {
      const session = secure(`${name}.example`);
      assert.deepEqual(await get(session, '/x?y'), { status: 200, body: 'GET /x?y' });
      const socket = session.socket as tls.TLSSocket;
      assert.equal(socket.getPeerCertificate().subject.CN, name);
      assert.equal(seen['x-forwarded-proto'], 'https');
    }
  });

  it('serves HTTP/1.1 over TLS where the client does not', async () => {
    const options = { port: proxy.port(HTTPS), servername: 'one.example', rejectUnauthorized: false, agent: false };
    const request = httpsRequest({ host: '127.0.0.1', headers: { host: 'one.example' }, ...options });
    request.end();
    const [response] = await once(request, 'response');
    assert.deepEqual([response.statusCode, response.httpVersion], [200, '1.1']);
    response.resume();
  });

  it('serves HTTP/2 by prior knowledge and HTTP/1.1 on one plaintext port', async () => {
    const port = proxy.port(LISTENER);
    assert.deepEqual(await get(connect(`http://127.0.0.1:${port}`)), { status: 200, body: 'GET /' });
    assert.equal((await exchange(port)).body, 'GET /');
  });

  it('closes the connection of a name that no chain has', async () => {
    const socket = tls.connect({ port: proxy.port(HTTPS), servername: 'three.example', rejectUnauthorized: false });
    await assert.rejects(once(socket, 'secureConnect'), { code: 'ECONNRESET' });
  });

  it('tells the upstream who the client is', async () => {
    const session = secure('mutual.example', { cert: client.certificatePem, key: client.keyPem });
    assert.equal((await get(session)).status, 200);
    assert.match(String(seen['x-forwarded-client-cert']), /^Hash=[0-9a-f]{64};Subject="CN=client"$/);
  });

  it('shows a renewed certificate to new connections while old ones and their listener stay', async () => {
    const port = proxy.port(HTTPS);
    const old = secure('one.example');
    assert.equal((await get(old)).status, 200);
    await setSecrets([certificate('one.example', createIdentity({ commonName: 'renewed', serial: 99 }))]);
    assert.equal((await get(old)).status, 200);
    const next = secure('one.example');
    assert.equal((await get(next)).status, 200);
    const { subject, serialNumber } = (next.socket as tls.TLSSocket).getPeerCertificate();
    assert.deepEqual([subject.CN, serialNumber], ['renewed', '63']);
    assert.equal(proxy.port(HTTPS), port);
  });

  it('resets the handshake of one name while its certificate is missing, and no other', async () => {
    await setSecrets([], ['one.example']);
    const socket = tls.connect({ port: proxy.port(HTTPS), servername: 'one.example', rejectUnauthorized: false });
    await assert.rejects(once(socket, 'secureConnect'), { code: 'ECONNRESET' });
    assert.equal((await get(secure('two.example'))).status, 200);
  });

  it('passes a large body both ways with back-pressure', async () => {
    const session = secure('one.example');
    const stream = session.request({ ':method': 'POST', ':path': '/', ':authority': 'one.example' });
    stream.end(Buffer.alloc(5_000_000, 'x'));
    const [headers] = (await once(stream, 'response')) as [IncomingHttpHeaders & { ':status': number }];
    assert.equal(headers[':status'], 200);
    stream.resume();
    await once(stream, 'close');
  });

  it('finishes HTTP/2 requests when it drains', async () => {
    const session = secure('one.example');
    assert.equal((await get(session)).status, 200);
    let release = () => {};
    held = new Promise((resolve) => {
      release = resolve;
    });
    const arrived = once(upstream.server, 'request');
    const answered = get(session);
    await arrived;
    const drained = proxy.engine.drain(5000);
    release();
    assert.equal((await answered).status, 200);
    await drained;
  });
});
