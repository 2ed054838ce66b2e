import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import { createIdentity, createRevocationList, type Identity } from '../../support/certificates.ts';
import { caSecret, certificateSecret, named, type Seen, TlsChain, type TlsChainOptions } from './tls-chain.ts';

const hexSha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('TLS from clients', () => {
  const chains: TlsChain[] = [];
  const server = createIdentity({ commonName: 'one', names: ['DNS:a.example'] });

  async function start(options: TlsChainOptions = named()): Promise<TlsChain> {
    const chain = new TlsChain(options);
    chains.push(chain);
    await chain.listen();
    return chain;
  }

  afterEach(() => {
    for (const chain of chains.splice(0)) chain.close();
  });

  it('shakes hands and knows name, protocol, version and cipher', async () => {
    const chain = await start();
    chain.set(certificateSecret('cert', server));
    const { facts, commonName } = await chain.visit({ ALPNProtocols: ['h2', 'http/1.1'] });
    assert.equal(commonName, 'one');
    assert.deepEqual(
      { ...facts },
      { sni: 'a.example', alpn: 'h2', version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' },
    );
  });

  it('goes on without a protocol where the client offers none that it has', async () => {
    const chain = await start();
    chain.set(certificateSecret('cert', server));
    for (const [offered, chosen] of [
      [['http/1.1'], 'http/1.1'],
      [['http/1.1', 'h2'], 'h2'],
      [['spdy/3'], ''],
      [undefined, ''],
    ] as const) {
      const { facts } = await chain.visit(offered === undefined ? {} : { ALPNProtocols: [...offered] });
      assert.equal(facts?.alpn, chosen);
    }
  });

  it('resets the connection while a secret is missing, and serves as soon as it is there', async () => {
    const chain = await start();
    assert.equal((await chain.visit()).error, 'ECONNRESET');
    chain.set(certificateSecret('cert', server));
    assert.equal((await chain.visit()).commonName, 'one');
    chain.secrets.apply({ changed: [], removed: ['cert'] });
    assert.equal((await chain.visit()).error, 'ECONNRESET');
  });

  it('shows a new certificate to new connections and keeps the old ones', async () => {
    const chain = await start();
    chain.set(certificateSecret('cert', server));
    const old = chain.connect();
    await once(old, 'data');
    const serial = old.getPeerCertificate().serialNumber;
    chain.set(certificateSecret('cert', createIdentity({ commonName: 'two', serial: 77 })));
    assert.equal((await chain.visit()).commonName, 'two');
    old.write('still here');
    assert.equal(String((await once(old, 'data'))[0]), 'still here');
    assert.equal(old.getPeerCertificate().serialNumber, serial);
    old.destroy();
  });

  it('keeps the last good certificate when an update cannot be used', async () => {
    const chain = await start();
    chain.set(certificateSecret('cert', server));
    assert.equal((await chain.visit()).commonName, 'one');
    const other = createIdentity({ commonName: 'two' });
    chain.set({ name: 'cert', certificate: { chainPem: other.certificatePem, keyPem: server.keyPem } });
    assert.equal((await chain.visit()).commonName, 'one');
    chain.set(certificateSecret('cert', other));
    assert.equal((await chain.visit()).commonName, 'two');
  });

  it('resets connections when the first certificate cannot be used', async () => {
    const chain = await start();
    chain.set({ name: 'cert', certificate: { chainPem: 'nothing', keyPem: 'nothing' } });
    assert.equal((await chain.visit()).error, 'ECONNRESET');
  });

  it('speaks TLS 1.2 and 1.3 where nothing is said, and what the parameters say', async () => {
    const cases: [TlsChainOptions['tlsParams'], string[]][] = [
      [undefined, ['TLSv1.2', 'TLSv1.3']],
      [{ tlsMinimumProtocolVersion: 'TLSv1_3' }, ['TLSv1.3']],
      [{ tlsMaximumProtocolVersion: 'TLSv1_2' }, ['TLSv1.2']],
      [
        { tlsMinimumProtocolVersion: 'TLSv1_0', cipherSuites: ['ECDHE-ECDSA-AES128-SHA'] },
        ['TLSv1', 'TLSv1.2', 'TLSv1.3'],
      ],
    ];
    for (const [tlsParams, spoken] of cases) {
      const chain = await start({ ...named(), ...(tlsParams && { tlsParams }) });
      chain.set(certificateSecret('cert', server));
      for (const version of ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const) {
        const seen = await chain.visit({ minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' });
        const isSpoken = spoken.includes(version) || (spoken.includes('TLSv1') && version === 'TLSv1.1');
        assert.equal(seen.facts?.version, isSpoken ? version : undefined, `${version} of ${spoken.join()}`);
        if (!isSpoken) assert.equal(seen.error, 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION');
      }
    }
  });

  it('takes only the cipher suites that are configured, by BoringSSL and IANA names', async () => {
    const cases = [
      [[], 'ECDHE-ECDSA-AES256-GCM-SHA384'],
      [[], undefined, 'ECDHE-ECDSA-AES128-SHA'],
      [['ECDHE-ECDSA-AES128-GCM-SHA256'], undefined, 'ECDHE-ECDSA-AES256-GCM-SHA384'],
      [['TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA'], 'ECDHE-ECDSA-AES128-SHA'],
      [['[ECDHE-ECDSA-CHACHA20-POLY1305|ECDHE-ECDSA-AES128-GCM-SHA256]'], 'ECDHE-ECDSA-CHACHA20-POLY1305'],
    ] as const;
    for (const [cipherSuites, chosen, asked = chosen] of cases) {
      const chain = await start({ ...named(), tlsParams: { cipherSuites } });
      chain.set(certificateSecret('cert', server));
      const { facts } = await chain.visit({ maxVersion: 'TLSv1.2', ciphers: asked });
      assert.equal(facts?.cipher, chosen);
    }
  });

  it('shows the certificate whose key the client can verify', async () => {
    const rsa = createIdentity({ commonName: 'rsa', keyType: 'rsa' });
    const names = [{ name: 'cert' }, { name: 'rsa' }];
    const chain = await start({ ...named(), tlsCertificateSdsSecretConfigs: names });
    chain.set(certificateSecret('cert', server), certificateSecret('rsa', rsa));
    assert.equal((await chain.visit({ sigalgs: 'ecdsa_secp256r1_sha256' })).commonName, 'one');
    assert.equal((await chain.visit({ sigalgs: 'rsa_pss_rsae_sha256' })).commonName, 'rsa');
  });

  it('closes a connection whose handshake is not done in time', async () => {
    const chain = await start({ ...named(), handshakeTimeout: '0.050s' });
    chain.set(certificateSecret('cert', server));
    const hello = await clientHello();
    const socket = net.connect(chain.port, '127.0.0.1', () => socket.write(hello));
    socket.resume();
    await once(socket, 'close');
  });

  it('closes a connection that sends nonsense in the handshake', async () => {
    const chain = await start();
    chain.set(certificateSecret('cert', server));
    const hello = await clientHello();
    const socket = net.connect(chain.port, '127.0.0.1', () =>
      socket.write(Buffer.concat([hello, Buffer.alloc(100, 0x41)])),
    );
    socket.on('error', () => {});
    socket.resume();
    await new Promise<void>((resolve) => socket.once('close', () => resolve()));
  });

  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    it(`resumes a session of ${version}, but not with another certificate or in another chain`, async () => {
      const chain = await start();
      const other = await start();
      for (const each of [chain, other]) each.set(certificateSecret('cert', server));
      const { session } = await chain.visit({ maxVersion: version });
      assert.ok(session);
      const again = { maxVersion: version, session };
      assert.equal((await chain.visit(again)).reused, true);
      assert.equal((await other.visit(again)).reused, false);
      chain.set(certificateSecret('cert', createIdentity()));
      assert.equal((await chain.visit(again)).reused, false);
    });
  }
});

/** The first flight of a client, recorded. */
async function clientHello(): Promise<Buffer> {
  const { default: tls } = await import('node:tls');
  const listener = net.createServer();
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const client = tls.connect({ host: '127.0.0.1', port: (listener.address() as net.AddressInfo).port });
  client.on('error', () => {});
  const [accepted] = (await once(listener, 'connection')) as [net.Socket];
  const [hello] = (await once(accepted, 'data')) as [Buffer];
  accepted.destroy();
  client.destroy();
  listener.close();
  return hello;
}

describe('TLS with client certificates', () => {
  const ca = createIdentity({ commonName: 'ca', isCa: true });
  const otherCa = createIdentity({ commonName: 'ca', isCa: true });
  const server = createIdentity({ commonName: 'one' });
  const names = ['URI:spiffe://cluster.local/ns/default/sa/alice', 'DNS:alice.example.com'];
  const alice = createIdentity({ commonName: 'alice', organization: 'Example, Inc.', names, issuer: ca, serial: 10 });
  const bob = createIdentity({ commonName: 'bob', names: ['DNS:bob.example.com'], issuer: ca, serial: 11 });
  const mallory = createIdentity({ commonName: 'alice', names, issuer: otherCa });
  const expired = createIdentity({ commonName: 'old', issuer: ca, notAfter: new Date('2020-01-01') });
  const serverOnly = createIdentity({ commonName: 'server', issuer: ca, usage: 'server' });
  const as = ({ certificatePem, keyPem }: Identity) => ({ cert: certificatePem, key: keyPem });
  const chains: TlsChain[] = [];

  async function start(options: TlsChainOptions, crlPem?: string): Promise<TlsChain> {
    const chain = new TlsChain(options);
    chains.push(chain);
    await chain.listen();
    chain.set(certificateSecret('cert', server), caSecret('ca', ca, crlPem));
    return chain;
  }

  const mutual = (rules: NonNullable<TlsChainOptions['validationContext']> = {}): TlsChainOptions => ({
    ...named(),
    combinedValidationContext: { defaultValidationContext: rules, validationContextSdsSecretConfig: { name: 'ca' } },
    requireClientCertificate: true,
  });

  afterEach(() => {
    for (const chain of chains.splice(0)) chain.close();
  });

  it('lets in nobody on the list that the context names, and nobody at all before it is there', async () => {
    const chain = await start(mutual({ crl: { filename: '/ca.crl' } }));
    assert.equal((await chain.visit(as(alice))).facts, undefined);
    chain.set({ name: 'file-crl:/ca.crl', crlPem: createRevocationList(ca, [11]) });
    assert.equal((await chain.visit(as(alice))).facts?.peer?.verified, true);
    assert.match((await chain.visit(as(bob))).error ?? '', /CERTIFICATE_REVOKED/);
  });

  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    it(`over ${maxVersion}: lets in who has a certificate of the CA, and nobody else`, async () => {
      const chain = await start(mutual());
      const { facts } = await chain.visit({ ...as(alice), maxVersion });
      assert.deepEqual(facts?.peer, {
        verified: true,
        subject: 'CN=alice,O=Example\\, Inc.',
        uriSans: ['spiffe://cluster.local/ns/default/sa/alice'],
        dnsSans: ['alice.example.com'],
        sha256: hexSha256(alice.certificate),
      });
      const required = maxVersion === 'TLSv1.3' ? 'TLSV13_ALERT_CERTIFICATE_REQUIRED' : 'SSLV3_ALERT_HANDSHAKE_FAILURE';
      const refused: [string, Seen, string][] = [
        ['nobody', await chain.visit({ maxVersion }), required],
        ['another CA', await chain.visit({ ...as(mallory), maxVersion }), 'TLSV1_ALERT_UNKNOWN_CA'],
        ['expired', await chain.visit({ ...as(expired), maxVersion }), 'SSLV3_ALERT_CERTIFICATE_EXPIRED'],
        ['for servers', await chain.visit({ ...as(serverOnly), maxVersion }), 'SSLV3_ALERT_UNSUPPORTED_CERTIFICATE'],
      ];
      for (const [who, seen, alert] of refused) {
        assert.equal(seen.facts, undefined, who);
        assert.equal(seen.error, `ERR_SSL_${alert}`, who);
      }
    });
  }

  it('asks for a certificate and does without where it is optional, but takes no bad one', async () => {
    const chain = await start({ ...mutual(), requireClientCertificate: false });
    assert.equal((await chain.visit()).facts?.peer, undefined);
    assert.equal((await chain.visit()).facts?.version, 'TLSv1.3');
    assert.equal((await chain.visit(as(alice))).facts?.peer?.subject, 'CN=alice,O=Example\\, Inc.');
    assert.equal((await chain.visit(as(mallory))).facts, undefined);
  });

  it('does not ask where nothing is configured', async () => {
    const chain = await start(named());
    assert.equal((await chain.visit(as(alice))).facts?.peer, undefined);
  });

  it('takes whom it cannot trust where that is configured, and knows that it did not verify', async () => {
    const chain = await start(mutual({ trustChainVerification: 'ACCEPT_UNTRUSTED' }));
    assert.equal((await chain.visit(as(mallory))).facts?.peer?.verified, false);
    assert.equal((await chain.visit()).facts, undefined);
  });

  const spkiOfAlice = createHash('sha256')
    .update(alice.publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  const colons = (hex: string) => hex.toUpperCase().replace(/..(?=.)/g, '$&:');
  const rules: Record<string, NonNullable<TlsChainOptions['validationContext']>> = {
    'a DNS name': { matchSubjectAltNames: [{ exact: 'alice.example.com' }] },
    'a URI': { matchSubjectAltNames: [{ exact: 'spiffe://cluster.local/ns/default/sa/alice' }] },
    'one of several names': { matchSubjectAltNames: [{ exact: 'eve' }, { exact: 'alice.example.com' }] },
    'a typed name': { matchTypedSubjectAltNames: [{ sanType: 'DNS', matcher: { exact: 'ALICE.example.com' } }] },
    'a typed prefix': { matchTypedSubjectAltNames: [{ sanType: 'URI', matcher: { prefix: 'spiffe://cluster' } }] },
    'a key': { verifyCertificateSpki: [spkiOfAlice] },
    'a fingerprint': { verifyCertificateHash: [colons(hexSha256(alice.certificate))] },
    'a key or a fingerprint': { verifyCertificateSpki: [spkiOfAlice], verifyCertificateHash: ['00'.repeat(32)] },
  };
  for (const [name, rule] of Object.entries(rules)) {
    it(`lets in by ${name}`, async () => {
      const chain = await start(mutual(rule));
      assert.equal((await chain.visit(as(alice))).facts?.peer?.verified, true);
      const seen = await chain.visit(as(bob));
      assert.deepEqual([seen.facts, seen.error], [undefined, 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN']);
      assert.equal((await chain.visit(as(mallory))).facts, undefined);
    });
  }

  it('does not take a name of another type', async () => {
    const chain = await start(
      mutual({ matchTypedSubjectAltNames: [{ sanType: 'URI', matcher: { exact: 'alice.example.com' } }] }),
    );
    assert.equal((await chain.visit(as(alice))).facts, undefined);
  });

  it('turns away a certificate that is revoked', async () => {
    const chain = await start(mutual(), createRevocationList(ca, [10]));
    assert.equal((await chain.visit(as(alice))).error, 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_REVOKED');
    assert.equal((await chain.visit(as(bob))).facts?.peer?.verified, true);
  });

  it('is not ready without its CA', async () => {
    const chain = await start(mutual());
    chain.secrets.apply({ changed: [], removed: ['ca'] });
    assert.equal((await chain.visit(as(alice))).error, 'ECONNRESET');
  });

  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    it(`over ${maxVersion}: resumes no session of a client whose CA has been replaced`, async () => {
      const chain = await start(mutual());
      const first = await chain.visit({ ...as(alice), maxVersion });
      const again = { ...as(alice), maxVersion, ...(first.session && { session: first.session }) };
      const resumed = await chain.visit(again);
      assert.equal(resumed.reused, true);
      assert.equal(resumed.facts?.peer?.subject, 'CN=alice,O=Example\\, Inc.');
      chain.set(caSecret('ca', otherCa));
      const after = await chain.visit(again);
      assert.equal(after.facts, undefined);
      assert.equal((await chain.visit(as(mallory))).facts?.peer?.verified, true);
    });
  }
});
