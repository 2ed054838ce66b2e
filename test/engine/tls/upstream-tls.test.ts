import assert from 'node:assert/strict';
import { once } from 'node:events';
import type net from 'node:net';
import tls from 'node:tls';
import { awaitConnection } from '../../../src/engine/cluster/await-connection.ts';
import { SecretTable } from '../../../src/engine/secret-table.ts';
import { ClusterTls, type UpstreamConnection } from '../../../src/engine/tls/upstream-tls.ts';
import type { Secret } from '../../../src/envoy/config.ts';
import type { UpstreamTlsContext } from '../../../src/envoy/tls.ts';
import { createIdentity } from '../../support/certificates.ts';
import { caSecret, certificateSecret } from './tls-chain.ts';

/** What came of a connection: what the server saw of it, or why it failed. */
type Outcome =
  | { readonly sni: string | false | null; readonly alpn: string | false | null; readonly client: string | undefined }
  | { readonly failure: string; readonly details: string };

describe('TLS to upstreams', () => {
  const ca = createIdentity({ commonName: 'ca', isCa: true });
  const otherCa = createIdentity({ commonName: 'other', isCa: true });
  const server = createIdentity({ commonName: 'server', issuer: ca, names: ['DNS:*.example.com', 'DNS:one.example'] });
  const client = createIdentity({ commonName: 'client', issuer: ca });
  let listener: tls.Server;
  let secrets: SecretTable;

  beforeEach(async () => {
    secrets = new SecretTable();
    listener = tls.createServer({
      cert: server.certificatePem,
      key: server.keyPem,
      requestCert: true,
      rejectUnauthorized: false,
      ALPNProtocols: ['h2', 'http/1.1'],
    });
    listener.on('secureConnection', (socket) => socket.on('error', () => {}));
    listener.on('tlsClientError', () => {});
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
  });

  afterEach(() => {
    listener.close();
  });

  const context = (rest: Partial<UpstreamTlsContext> = {}): UpstreamTlsContext => ({
    '@type': 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext',
    commonTlsContext: {},
    ...rest,
  });

  const verifying = (rules: UpstreamTlsContext['commonTlsContext']['validationContext'] = {}): UpstreamTlsContext =>
    context({
      sni: 'a.example.com',
      commonTlsContext: {
        combinedValidationContext: {
          defaultValidationContext: rules,
          validationContextSdsSecretConfig: { name: 'ca' },
        },
      },
    });

  async function connect(
    config: UpstreamTlsContext,
    changed: readonly Secret[] = [],
    rest: Partial<UpstreamConnection> = {},
  ): Promise<Outcome> {
    secrets.apply({ changed, removed: [] });
    const { port } = listener.address() as net.AddressInfo;
    const seen = once(listener, 'secureConnection') as Promise<[tls.TLSSocket]>;
    const socket = new ClusterTls(config, secrets).connect({ host: '127.0.0.1', port, protocol: 'http1', ...rest });
    return new Promise((resolve) => {
      awaitConnection(socket, 5000, (failure, details) => {
        if (failure !== undefined) resolve({ failure, details });
        else {
          void seen.then(([accepted]) => {
            const subject = accepted.getPeerX509Certificate()?.subject;
            resolve({ sni: accepted.servername, alpn: accepted.alpnProtocol, client: subject });
            socket.destroy();
          });
        }
      });
    });
  }

  const untrusted = {
    failure: 'connection-failure',
    details: 'TLS_error:|268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED:TLS_error_end',
  };

  describe('resumes sessions', () => {
    /** Connects and waits until the server's ticket is there; whether the session was resumed. */
    async function visit(clusterTls: ClusterTls): Promise<boolean | string> {
      const { port } = listener.address() as net.AddressInfo;
      const socket = clusterTls.connect({ host: '127.0.0.1', port, protocol: 'http1' }) as tls.TLSSocket;
      socket.resume();
      return new Promise((resolve) => {
        socket.on('error', (error: Error & { code?: string }) => resolve(error.code ?? error.message));
        socket.on('secureConnect', () => {
          const isReused = socket.isSessionReused();
          // Bytes of the server follow its tickets.
          socket.once('data', () => {
            resolve(isReused);
            socket.destroy();
          });
        });
      });
    }

    beforeEach(() => listener.on('secureConnection', (socket) => socket.write('hello')));

    it('of a peer that has passed every check, until its CA is another', async () => {
      secrets.apply({ changed: [caSecret('ca', ca)], removed: [] });
      const clusterTls = new ClusterTls(verifying({ matchSubjectAltNames: [{ exact: 'one.example' }] }), secrets);
      assert.deepEqual(
        [await visit(clusterTls), await visit(clusterTls), await visit(clusterTls)],
        [false, true, true],
      );
      secrets.apply({ changed: [caSecret('ca', otherCa)], removed: [] });
      assert.equal(await visit(clusterTls), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
      secrets.apply({ changed: [caSecret('ca', ca)], removed: [] });
      assert.deepEqual([await visit(clusterTls), await visit(clusterTls)], [false, true]);
    });

    it('and of no other', async () => {
      secrets.apply({ changed: [caSecret('ca', ca)], removed: [] });
      const clusterTls = new ClusterTls(verifying({ matchSubjectAltNames: [{ exact: 'two.example' }] }), secrets);
      for (let i = 0; i < 3; i++) assert.equal(await visit(clusterTls), 'ERR_TLS_CERT_ALTNAME_INVALID');
    });

    it('over TLS 1.2, too', async () => {
      const tlsParams = { tlsMaximumProtocolVersion: 'TLSv1_2' } as const;
      const clusterTls = new ClusterTls(context({ commonTlsContext: { tlsParams } }), secrets);
      assert.deepEqual(
        [await visit(clusterTls), await visit(clusterTls), await visit(clusterTls)],
        [false, true, true],
      );
    });
  });

  it('believes anybody without a CA, and names the host and protocol it wants', async () => {
    const config = context({ sni: 'shop.example.com' });
    assert.deepEqual(await connect(config), { sni: 'shop.example.com', alpn: 'http/1.1', client: undefined });
    assert.deepEqual(await connect(config, [], { protocol: 'http2' }), {
      sni: 'shop.example.com',
      alpn: 'h2',
      client: undefined,
    });
  });

  it('takes the SNI from the request where the config has none', async () => {
    const outcome = await connect(context(), [], { serverName: 'from.example' });
    assert.equal('sni' in outcome && outcome.sni, 'from.example');
  });

  it('looks for the name of the request in the certificate where that is wanted, an address too', async () => {
    const { sni: _sni, ...config } = verifying();
    const changed = [caSecret('ca', ca)];
    const withName = (serverName: string) => connect(config, changed, { serverName, verifiesName: true });
    const good = await withName('a.example.com');
    assert.equal('sni' in good && good.sni, 'a.example.com');
    assert.deepEqual(await withName('other.example'), untrusted);
    assert.deepEqual(await withName('127.0.0.1'), untrusted);
    const unasked = await connect(config, changed, { serverName: 'other.example' });
    assert.equal('sni' in unasked && unasked.sni, 'other.example');
  });

  it('offers the protocols of the config', async () => {
    const outcome = await connect(context({ commonTlsContext: { alpnProtocols: ['h2'] } }));
    assert.equal('alpn' in outcome && outcome.alpn, 'h2');
  });

  it('verifies the chain by the CA of its secret, and asks for no name by itself', async () => {
    assert.equal('sni' in (await connect(verifying(), [caSecret('ca', ca)])), true);
    assert.deepEqual(await connect(verifying(), [caSecret('ca', otherCa)]), untrusted);
  });

  it('verifies nothing where that is switched off', async () => {
    const config = verifying({ trustChainVerification: 'ACCEPT_UNTRUSTED' });
    assert.equal('sni' in (await connect(config, [caSecret('ca', otherCa)])), true);
  });

  it('wants a name of the certificate where the config does', async () => {
    const ca1 = [caSecret('ca', ca)];
    assert.equal('sni' in (await connect(verifying({ matchSubjectAltNames: [{ exact: 'one.example' }] }), ca1)), true);
    assert.equal(
      'sni' in (await connect(verifying({ matchSubjectAltNames: [{ exact: 'x.example.com' }] }), ca1)),
      true,
    );
    for (const exact of ['two.example', 'x.y.example.com', 'example.com']) {
      assert.deepEqual(await connect(verifying({ matchSubjectAltNames: [{ exact }] }), ca1), untrusted, exact);
    }
  });

  it('wants the name it asked for where the config says so', async () => {
    const strict = { ...verifying(), autoSniSanValidation: true };
    assert.equal('sni' in (await connect(strict, [caSecret('ca', ca)])), true);
    assert.deepEqual(await connect({ ...strict, sni: 'else.example' }, [caSecret('ca', ca)]), untrusted);
  });

  it('shows its own certificate, and another one after a change', async () => {
    const config = context({ commonTlsContext: { tlsCertificateSdsSecretConfigs: [{ name: 'client' }] } });
    const first = await connect(config, [certificateSecret('client', client)]);
    assert.equal('client' in first && first.client, 'CN=client');
    const second = await connect(config, [certificateSecret('client', createIdentity({ commonName: 'next' }))]);
    assert.equal('client' in second && second.client, 'CN=next');
  });

  it('fails while a secret is missing', async () => {
    assert.deepEqual(await connect(verifying()), {
      failure: 'connection-failure',
      details: 'TLS_error:|Secret is not supplied by SDS:TLS_error_end',
    });
  });
});
