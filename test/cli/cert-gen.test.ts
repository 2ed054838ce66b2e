import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const quick = '--key-type ecdsa:p256';

describe('cert', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');
  const ictl = (args: string) => run(home(), args, { cwd: folder() });
  const read = (file: string) => readFileSync(join(folder(), file), 'utf8');
  const modeOf = (path: string) => statSync(path).mode & 0o777;

  describe('gen', () => {
    it('writes a key for its owner only, and its certificate', async () => {
      const { stdout, exitCode } = await ictl(`cert gen --cn foo.bar.com ${quick}`);
      assert.equal(stdout, 'Created key tls.key and certificate tls.crt for foo.bar.com, valid for 365 days\n');
      assert.equal(exitCode, 0);
      assert.equal(modeOf(join(folder(), 'tls.key')), 0o600);
      assert.ok(new X509Certificate(read('tls.crt')).checkPrivateKey(createPrivateKey(read('tls.key'))));
    });

    it('overwrites nothing without --force', async () => {
      await ictl(`cert gen --cn foo.bar.com ${quick}`);
      const before = read('tls.key');
      const { stderr, exitCode } = await ictl(`cert gen --cn foo.bar.com ${quick}`);
      assert.match(stderr, /tls\.key exists/);
      assert.equal(exitCode, 4);
      assert.equal(read('tls.key'), before);
      assert.equal((await ictl(`cert gen --cn foo.bar.com ${quick} --force`)).exitCode, 0);
      assert.notEqual(read('tls.key'), before);
    });

    it('prints a Secret that can be created', async () => {
      const printed = await ictl(`cert gen --cn foo.bar.com ${quick} --secret web -n istio-system --dry-run -o yaml`);
      assert.match(printed.stdout, /^apiVersion: v1\n/);
      assert.doesNotMatch(printed.stdout, /uid|resourceVersion|creationTimestamp/);
      assert.equal((await ictl('get secrets -A -o name')).stdout, '');
      const created = await run(home(), 'create -f -', { stdin: printed.stdout });
      assert.match(created.stdout, /^Created config secret\/istio-system\/web /);
    });

    it('refuses the flags of writing commands without a Secret', async () => {
      const { stderr, exitCode } = await ictl(`cert gen --cn foo.bar.com ${quick} --dry-run`);
      assert.match(stderr, /--dry-run goes with --secret/);
      assert.equal(exitCode, 2);
      assert.ok(!existsSync(join(folder(), 'tls.key')));
    });

    it('says how to make a CA where there is none', async () => {
      const { stderr, exitCode } = await ictl('cert gen --ca --cn foo.bar.com');
      assert.match(stderr, /there is no local CA\nHint: make it once with: ictl cert ca\n/);
      assert.equal(exitCode, 4);
    });
  });

  describe('ca', () => {
    it('is made once, for its owner only', async () => {
      const first = await ictl('cert ca');
      assert.match(first.stdout, /^Created local CA CN=ictl local CA .*\n {2}certificate {2}/);
      const ca = join(home(), '.local', 'share', 'ictl', 'ca');
      assert.equal(modeOf(ca), 0o700);
      assert.equal(modeOf(join(ca, 'ca.key')), 0o600);
      const certificate = (await ictl('cert ca --stdout')).stdout;
      assert.equal(certificate, readFileSync(join(ca, 'ca.crt'), 'utf8'));
      assert.match((await ictl('cert ca')).stdout, /^Local CA CN=/);
      assert.equal((await ictl('cert ca --stdout')).stdout, certificate);
      assert.notEqual((await ictl('cert ca --stdout --force')).stdout, certificate);
    });

    it('is one, even when two make it at once', async () => {
      const [first, second] = await Promise.all([ictl('cert ca --stdout'), ictl('cert ca --stdout')]);
      assert.equal(first?.stdout, second?.stdout);
      assert.deepEqual(readdirSync(join(home(), '.local', 'share', 'ictl')), ['ca']);
    });

    it('lies in the XDG data folder', async () => {
      const data = join(folder(), 'data');
      await run(home(), 'cert ca', { env: { XDG_DATA_HOME: data } });
      assert.ok(existsSync(join(data, 'ictl', 'ca', 'ca.crt')));
    });
  });

  describe('gen --ca', () => {
    beforeEach(async () => {
      await ictl('cert ca');
    });

    it('writes the certificate and that of the CA', async () => {
      const { stdout } = await ictl(`cert gen --ca --cn foo.bar.com ${quick}`);
      assert.match(stdout, /for foo\.bar\.com, signed by the local CA, valid for 365 days\n$/);
      const ca = (await ictl('cert ca --stdout')).stdout;
      assert.ok(read('tls.crt').endsWith(ca));
      assert.ok(new X509Certificate(read('tls.crt')).checkIssued(new X509Certificate(ca)));
    });

    it('makes certificates for clients, with URIs', async () => {
      const uri = 'spiffe://cluster.local/ns/default/sa/ada';
      assert.equal((await ictl(`cert gen --ca --client --cn ada --san ${uri} ${quick}`)).exitCode, 0);
      const certificate = new X509Certificate(read('client.crt'));
      assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.2']);
      assert.equal(certificate.subjectAltName, `DNS:ada, URI:${uri}`);
    });

    it('gives the Secret the CA, too', async () => {
      await ictl(`cert gen --ca --cn foo.bar.com ${quick} --secret web`);
      const { data } = JSON.parse((await ictl('get secret web -o json')).stdout);
      assert.equal(Buffer.from(data['ca.crt'], 'base64').toString(), (await ictl('cert ca --stdout')).stdout);
    });

    it('refuses a CA that has expired', async () => {
      await ictl('cert ca --force --days 1');
      const now = new Date('2026-02-02T00:00:00Z');
      const { stderr, exitCode } = await run(home(), 'cert gen --ca --cn a', { now, cwd: folder() });
      assert.match(stderr, /the local CA has expired/);
      assert.equal(exitCode, 4);
    });
  });
});
