import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createServer, type TlsOptions } from 'node:tls';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { createIdentity, type Identity } from '../support/certificates.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const now = new Date();
const root = createIdentity({ commonName: 'root', isCa: true });
const middle = createIdentity({ commonName: 'middle', isCa: true, issuer: root });
const leaf = createIdentity({ commonName: 'leaf', names: ['DNS:foo.bar.com', 'IP:127.0.0.1'], issuer: middle });
const stranger = createIdentity({ commonName: 'stranger', isCa: true });
const pems = (...identities: Identity[]) => identities.map(({ certificatePem }) => certificatePem).join('');

describe('cert inspect and cert verify', () => {
  const folder = temporaryFolder();
  const ictl = (args: string) => run(join(folder(), 'home'), args, { cwd: folder(), now });
  const write = (name: string, text: string) => writeFileSync(join(folder(), name), text);
  const closers: (() => void)[] = [];

  beforeEach(() => {
    write('chain.pem', pems(leaf, middle, root));
    write('short.pem', pems(leaf, middle));
    write('reversed.pem', pems(root, middle, leaf));
    write('root.pem', pems(root));
    write('tls.key', leaf.keyPem);
    write('other.key', stranger.keyPem);
    write(
      'encrypted.key',
      leaf.key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }) as string,
    );
  });

  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  /** A TLS server on a free port. */
  async function serve(options: TlsOptions): Promise<number> {
    const server = createServer({ key: leaf.keyPem, ...options }, (socket) => socket.on('error', () => undefined));
    server.on('tlsClientError', () => undefined);
    closers.push(() => server.close());
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  it('shows every certificate and the chain', async () => {
    const { stdout, exitCode } = await ictl('cert inspect chain.pem');
    assert.equal(exitCode, 0);
    assert.match(stdout, /^1\. CN=leaf\n {3}issuer {5}CN=middle\n {3}names {6}DNS:foo\.bar\.com, IP:127\.0\.0\.1\n/);
    assert.match(stdout, / {3}left {7}36[45] days\n {3}key {8}ECDSA P-256\n {3}signature {2}ECDSA with SHA-256\n/);
    assert.match(stdout, /\n2\. CN=middle\n[\s\S]*\n3\. CN=root\n {3}issuer {5}itself\n/);
    assert.match(stdout, /\nChain: 3 certificates in order, up to CN=root, which clients must be told to trust\n$/);
  });

  it('says the same as JSON', async () => {
    const { certificates, chain } = JSON.parse((await ictl('cert inspect reversed.pem -o json')).stdout);
    assert.deepEqual(
      certificates.map(({ subject, ca, selfSigned }: Record<string, unknown>) => [subject, ca, selfSigned]),
      [
        ['CN=root', true, true],
        ['CN=middle', true, false],
        ['CN=leaf', false, false],
      ],
    );
    assert.deepEqual(chain.order, [3, 2, 1]);
    assert.equal(chain.level, 'failed');
    assert.match(certificates[2].fingerprint, /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  it('reads Secrets, and says where one is', async () => {
    await ictl('create -n istio-system secret tls web --key tls.key --cert chain.pem');
    assert.match((await ictl('cert inspect secret/web -n istio-system')).stdout, /^1\. CN=leaf\n/);
    const { stdout } = await ictl('cert verify secret/web -n istio-system --host foo.bar.com');
    assert.match(stdout, /^ok {8}key {8}it belongs to the certificate\n/);
    const elsewhere = await ictl('cert inspect secret/web');
    assert.match(elsewhere.stderr, /not found\nHint: there is one with -n istio-system\n/);
    assert.equal(elsewhere.exitCode, 4);
  });

  it('shows what a server sends, in its order, with what is not needed', async () => {
    const port = await serve({ cert: pems(leaf, stranger, middle) });
    const { stdout } = await ictl(`cert inspect 127.0.0.1:${port} --host foo.bar.com`);
    assert.match(stdout, /^1\. CN=leaf[\s\S]*\n2\. CN=stranger[\s\S]*\n3\. CN=middle/);
    assert.match(stdout, /Chain: out of order: number 1, 3 would be right/);
  });

  it('looks at servers that want a certificate, and at those that take TLS 1.3 only', async () => {
    const mutual = await serve({ cert: pems(leaf, middle), requestCert: true, ca: root.certificatePem });
    assert.equal((await ictl(`cert verify localhost:${mutual} --host foo.bar.com --ca root.pem`)).exitCode, 0);
    const latest = await serve({ cert: pems(leaf, middle), minVersion: 'TLSv1.3' });
    const { stdout, exitCode } = await ictl(`cert verify 127.0.0.1:${latest} --ca root.pem`);
    assert.match(stdout, /the order is not known, for the server takes TLS 1\.3 only/);
    assert.match(stdout, /ok {8}host {7}127\.0\.0\.1 is covered/);
    assert.equal(exitCode, 0);
  });

  it('says when there is no server, or none that speaks TLS', async () => {
    const port = await serve({ cert: pems(leaf) });
    for (const close of closers.splice(0)) close();
    const { stderr, exitCode } = await ictl(`cert inspect 127.0.0.1:${port}`);
    assert.match(stderr, /shows no certificate: connect ECONNREFUSED/);
    assert.equal(exitCode, 5);
  });

  const verdicts: readonly [string, string, number, RegExp][] = [
    ['a good one', 'chain.pem --key tls.key --host foo.bar.com', 0, /^(ok .*\n){6}$/],
    ['a chain whose root is known', 'short.pem --key tls.key --ca root.pem', 0, /up to CN=root \(root\.pem\)/],
    ['a chain that ends too early', 'short.pem', 1, /failed {4}chain .*that of the issuer is missing: CN=root/],
    ['the wrong order', 'reversed.pem --key tls.key', 1, /failed {4}chain {6}out of order: number 3, 2, 1 would be/],
    ['the key of another', 'chain.pem --key other.key', 1, /failed {4}key {8}other\.key does not belong/],
    ['an encrypted key', 'chain.pem --key encrypted.key', 1, /failed {4}key .*encrypted with a passphrase/],
    ['another host', 'chain.pem --host b.example', 1, /failed {4}host {7}b\.example is not covered/],
    ['no certificate', 'tls.key', 3, /^$/],
  ];
  for (const [what, args, expected, text] of verdicts) {
    it(`judges ${what}`, async () => {
      const { stdout, exitCode } = await ictl(`cert verify ${args}`);
      assert.match(stdout, text);
      assert.equal(exitCode, expected);
    });
  }

  it('says the verdict as JSON, and by the exit code', async () => {
    const { stdout, stderr, exitCode } = await ictl('cert verify chain.pem --host b.example -o json');
    const { ok, checks } = JSON.parse(stdout);
    assert.equal(ok, false);
    assert.deepEqual(
      checks.filter(({ level }: { level: string }) => level === 'failed').map(({ check }: { check: string }) => check),
      ['host'],
    );
    assert.match(stderr, /chain\.pem fails 1 of 6 checks: host/);
    assert.equal(exitCode, 1);
  });
});
