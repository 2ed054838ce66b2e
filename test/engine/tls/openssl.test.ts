import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createIdentity } from '../../support/certificates.ts';
import { needs } from '../../support/real-clients.ts';
import { caSecret, certificateSecret, named, TlsChain } from './tls-chain.ts';

/** Runs `openssl s_client`; its standard input stays open until the server has spoken, or the program has ended. */
function sClient(port: number, ...options: string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, ...options]);
    let output = '';
    const take = (chunk: Buffer) => {
      output += chunk;
      if (output.includes('"sni"')) child.stdin.end('Q\n');
    };
    child.stdin.on('error', () => {});
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('close', () => resolve(output));
  });
}

describe('TLS towards openssl s_client', () => {
  const ca = createIdentity({ commonName: 'ca', isCa: true });
  const server = createIdentity({ commonName: 'one', issuer: ca, serial: 0x1111, names: ['DNS:a.example'] });
  const alice = createIdentity({ commonName: 'alice', issuer: ca });
  let folder: string;
  let chain: TlsChain;

  before(function () {
    needs(this, 'openssl');
    folder = mkdtempSync(join(tmpdir(), 'ictl-tls-'));
    writeFileSync(join(folder, 'ca.pem'), ca.certificatePem);
    writeFileSync(join(folder, 'alice.pem'), alice.certificatePem + alice.keyPem);
  });

  after(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  async function start(mutual: boolean): Promise<void> {
    chain = new TlsChain({ ...named(mutual), requireClientCertificate: mutual });
    chain.set(certificateSecret('cert', server), caSecret('ca', ca));
    await chain.listen();
  }

  afterEach(() => chain.close());

  it('shows a chain that openssl verifies, and agrees on a protocol', async () => {
    await start(false);
    const verify = ['-CAfile', join(folder, 'ca.pem'), '-verify_return_error', '-verify_hostname', 'a.example'];
    const output = await sClient(chain.port, '-servername', 'a.example', '-alpn', 'h2,http/1.1', ...verify);
    assert.match(output, /Verify return code: 0 \(ok\)/);
    assert.match(output, /ALPN protocol: h2/);
    assert.match(output, /"sni":"a.example"/);
  });

  it('speaks TLS 1.2 with the cipher that is asked for, and refuses 1.1', async () => {
    await start(false);
    const output = await sClient(chain.port, '-tls1_2', '-cipher', 'ECDHE-ECDSA-CHACHA20-POLY1305');
    assert.match(output, /Cipher is ECDHE-ECDSA-CHACHA20-POLY1305/);
    assert.match(await sClient(chain.port, '-tls1_1', '-cipher', 'ALL:@SECLEVEL=0'), /alert protocol version/);
  });

  it('shows the new serial number after a rotation, to a client with an old session too', async () => {
    await start(false);
    const session = join(folder, 'session.pem');
    assert.match(await sClient(chain.port, '-tls1_2', '-sess_out', session), /New, TLSv1.2/);
    assert.match(await sClient(chain.port, '-tls1_2', '-sess_in', session), /Reused, TLSv1.2/);
    chain.set(certificateSecret('cert', createIdentity({ commonName: 'two', serial: 0x2222 })));
    const after = await sClient(chain.port, '-tls1_2', '-sess_in', session);
    assert.match(after, /New, TLSv1.2/);
    assert.match(after, /subject=.*CN = two/);
  });

  it('tells a client without a certificate, or with a foreign one, why it is turned away', async () => {
    await start(true);
    assert.match(await sClient(chain.port), /alert certificate required/);
    const stranger = createIdentity({ commonName: 'alice' });
    writeFileSync(join(folder, 'stranger.pem'), stranger.certificatePem + stranger.keyPem);
    const file = join(folder, 'stranger.pem');
    assert.match(await sClient(chain.port, '-cert', file, '-key', file), /alert unknown ca/);
    const own = join(folder, 'alice.pem');
    assert.match(await sClient(chain.port, '-cert', own, '-key', own), /"subject":"CN=alice"/);
  });
});
