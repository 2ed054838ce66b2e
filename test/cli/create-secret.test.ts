import assert from 'node:assert/strict';
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIdentity } from '../support/certificates.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// A self-signed pair for foo.bar.com, made once: openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes
const certificate = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUbMSK4RH5vcv00DN0B4jzZAjhB/YwCgYIKoZIzj0EAwIw
FjEUMBIGA1UEAwwLZm9vLmJhci5jb20wIBcNMjYxMTI0MTcyNzU1WhgPMjEyNjEw
MzExNzI3NTVaMBYxFDASBgNVBAMMC2Zvby5iYXIuY29tMFkwEwYHKoZIzj0CAQYI
KoZIzj0DAQcDQgAEhBoS3KlQ5tGZcr2gFG2PCEGuk3cGRKQFhlGw+sWKAGACzxyV
9OzCqX22tC/hdb7qH35Svm6v0/pCXcZRgSAFAKNrMGkwHQYDVR0OBBYEFO04ZEcq
PH0dZY/o8wgzHpDkE+NwMB8GA1UdIwQYMBaAFO04ZEcqPH0dZY/o8wgzHpDkE+Nw
MA8GA1UdEwEB/wQFMAMBAf8wFgYDVR0RBA8wDYILZm9vLmJhci5jb20wCgYIKoZI
zj0EAwIDSAAwRQIhAMH/uGMoEZQLHR5FmRw6JipPNa2CA9m01/4D0bBTEbzuAiAy
fnBeHP9Yy8MqVTs103Ccrf31JyfP1eBX/Juo9pwmdg==
-----END CERTIFICATE-----
`;
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8AwZeeLd1qLZPgeG
92CGTqvUcXvHvznGG3qh4fLCzRGhRANCAASEGhLcqVDm0ZlyvaAUbY8IQa6TdwZE
pAWGUbD6xYoAYALPHJX07MKpfba0L+F1vuofflK+bq/T+kJdxlGBIAUA
-----END PRIVATE KEY-----
`;

describe('create secret', () => {
  const folder = temporaryFolder();
  const ictl = (args: string) => run(join(folder(), 'home'), args, { cwd: folder() });

  beforeEach(() => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeFileSync(join(folder(), 'tls.crt'), certificate);
    writeFileSync(join(folder(), 'tls.key'), key);
    writeFileSync(join(folder(), 'other.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(join(folder(), 'notes.txt'), 'hello');
    const passphrase = { cipher: 'aes-256-cbc', passphrase: 'x' };
    writeFileSync(join(folder(), 'encrypted.key'), privateKey.export({ type: 'pkcs8', format: 'pem', ...passphrase }));
    const old = createIdentity({ notBefore: new Date('2025-01-01'), notAfter: new Date('2025-12-31') });
    writeFileSync(join(folder(), 'old.crt'), old.certificatePem);
    writeFileSync(join(folder(), 'old.der'), old.certificate);
    writeFileSync(join(folder(), 'old.key'), old.keyPem);
    const ca = createIdentity({ isCa: true, notAfter: new Date('2030-01-01') });
    writeFileSync(join(folder(), 'ca.crt'), ca.certificatePem);
    writeFileSync(join(folder(), 'reversed.crt'), ca.certificatePem + certificate);
    mkdirSync(join(folder(), 'dir'));
  });

  describe('tls', () => {
    it('stores a key and its certificate', async () => {
      const { stdout, exitCode } = await ictl('create -n istio-system secret tls my-cert --key tls.key --cert tls.crt');
      assert.match(stdout, /^Created config secret\/istio-system\/my-cert at revision \d+\n$/);
      assert.equal(exitCode, 0);
      const secret = JSON.parse((await ictl('get secret my-cert -n istio-system -o json')).stdout);
      assert.equal(secret.type, 'kubernetes.io/tls');
      assert.equal(new X509Certificate(Buffer.from(secret.data['tls.crt'], 'base64')).subject, 'CN=foo.bar.com');
      assert.equal(Buffer.from(secret.data['tls.key'], 'base64').toString(), key);
    });

    const refusals: readonly [string, string, RegExp, number][] = [
      [
        'a key of another certificate',
        '--key other.key --cert tls.crt',
        /the private key in other\.key does not belong/,
        3,
      ],
      ['a certificate that is none', '--key tls.key --cert notes.txt', /notes\.txt holds no PEM certificate/, 3],
      ['a key that is none', '--key notes.txt --cert tls.crt', /notes\.txt holds no usable PEM private key/, 3],
      [
        'the two mixed up',
        '--key tls.crt --cert tls.key',
        /tls\.key holds no PEM certificate but a private key, and tls\.crt the certificate: they are swapped/,
        3,
      ],
      ['a key with a passphrase', '--key encrypted.key --cert tls.crt', /encrypted\.key .*encrypted with a passph/, 3],
      [
        'a certificate that has expired',
        '--key old.key --cert old.crt',
        /old\.crt has expired: CN=test .* on 2025-12-31/,
        3,
      ],
      [
        'a chain that begins with the CA',
        '--key tls.key --cert reversed.crt',
        /belongs to certificate 2 of reversed/,
        3,
      ],
      ['a certificate in DER', '--key old.key --cert old.der', /old\.der is DER, not PEM/, 3],
      ['a CA that is none', '--key tls.key --cert tls.crt --ca old.crt', /old\.crt holds no certificate of a CA/, 3],
      ['a CA without certificates', '--key tls.key --cert tls.crt --ca tls.key', /tls\.key holds no PEM cert/, 3],
      ['a file that is not there', '--key no.key --cert tls.crt', /open no\.key: no such file or directory/, 3],
      ['a folder', '--key dir --cert tls.crt', /open dir: is a directory/, 3],
      ['no key', '--cert tls.crt', /required option '--key <file>' not specified/, 2],
    ];
    for (const [what, flags, message, expected] of refusals) {
      it(`refuses ${what}`, async () => {
        const { stderr, exitCode } = await ictl(`create secret tls x ${flags}`);
        assert.match(stderr, message);
        assert.equal(exitCode, expected);
        assert.equal((await ictl('get secrets -o name')).stdout, '');
      });
    }

    it('stores the CA for clients, too', async () => {
      assert.equal((await ictl('create secret tls x --key tls.key --cert tls.crt --ca ca.crt')).exitCode, 0);
      const { data } = JSON.parse((await ictl('get secret x -o json')).stdout);
      assert.deepEqual(Object.keys(data).sort(), ['ca.crt', 'tls.crt', 'tls.key']);
    });

    it('warns of a certificate that is not valid yet', async () => {
      const { stderr, exitCode } = await ictl('create secret tls x --key tls.key --cert tls.crt');
      assert.equal(stderr, 'Warning: tls.crt: CN=foo.bar.com is not valid before 2026-11-24\n');
      assert.equal(exitCode, 0);
    });

    it('prints a Secret instead, which can be created', async () => {
      const { stdout } = await ictl('create secret tls x --key tls.key --cert tls.crt --dry-run=client -o yaml');
      assert.match(stdout, /^apiVersion: v1\ndata:\n[\s\S]*metadata:\n {2}name: x\n {2}namespace: default\ntype: /);
      assert.equal((await ictl('get secrets -o name')).stdout, '');
      assert.equal((await run(join(folder(), 'home'), 'create -f -', { stdin: stdout })).exitCode, 0);
    });

    it('never prints the key', async () => {
      const { stdout, stderr } = await ictl('create secret tls x --key tls.key --cert notes.txt -v');
      assert.ok(!(stdout + stderr).includes(key.split('\n')[1] ?? ''));
    });
  });

  it('stores values and files under keys', async () => {
    const args = 'create secret generic g --from-literal=a=b=c --from-file=notes.txt --from-file=n2=notes.txt';
    assert.equal((await ictl(args)).exitCode, 0);
    const { data, type } = JSON.parse((await ictl('get secret g -o json')).stdout);
    assert.deepEqual(data, { a: 'Yj1j', 'notes.txt': 'aGVsbG8=', n2: 'aGVsbG8=' });
    assert.equal(type, 'Opaque');
    assert.equal((await ictl('create secret generic h --from-literal=a=1 --from-literal=a=2')).exitCode, 2);
    assert.equal((await ictl('create secret generic h --from-literal=nothing')).exitCode, 2);
  });

  it('takes the flags of create on either side', async () => {
    assert.match((await ictl('create --dry-run secret generic g')).stdout, /\(dry run\)/);
    assert.match((await ictl('create secret generic g --dry-run')).stdout, /\(dry run\)/);
    assert.equal((await ictl('get secrets -o name')).stdout, '');
  });

  it('refuses a name that no Secret may have', async () => {
    const { stderr, exitCode } = await ictl('create secret generic Not_A_Name');
    assert.match(stderr, /metadata\.name/);
    assert.equal(exitCode, 3);
  });
});
