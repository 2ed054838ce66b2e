import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, it } from 'mocha';
import { type CertificateRequest, generateCertificate } from '../../../src/certs/generate-certificate.ts';
import { keyTypes } from '../../../src/certs/key-type.ts';
import { parseSubjectName } from '../../../src/certs/subject-name.ts';
import { needs } from '../../support/real-clients.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const now = new Date('2026-03-04T05:06:07Z');
const request: CertificateRequest = {
  role: 'server',
  commonName: 'foo.bar.com',
  names: [],
  keyType: 'ecdsa:p256',
  days: 365,
  now,
};

describe('self-signed certificates', () => {
  const folder = temporaryFolder();

  it('fit their key, and are valid for the days that were asked for', async () => {
    for (const keyType of keyTypes.filter((type) => type !== 'rsa:4096')) {
      const { keyPem, certificatePem } = await generateCertificate({ ...request, keyType });
      const certificate = new X509Certificate(certificatePem);
      assert.ok(certificate.checkPrivateKey(createPrivateKey(keyPem)), keyType);
      assert.ok(certificate.verify(certificate.publicKey), keyType);
      assert.equal(certificate.ca, false);
      assert.equal(new Date(certificate.validFrom).toISOString(), '2026-03-04T05:06:07.000Z');
      assert.equal(new Date(certificate.validTo).toISOString(), '2027-03-04T05:06:07.000Z');
    }
  });

  it('are for the common name, and for every other name once', async () => {
    const names = ['*.bar.com', '127.0.0.1', '::1', 'foo.bar.com']
      .map((name) => parseSubjectName(name))
      .filter((name) => name !== undefined);
    const { certificatePem } = await generateCertificate({ ...request, organization: 'Ünï', names });
    const certificate = new X509Certificate(certificatePem);
    assert.equal(certificate.subject, 'CN=foo.bar.com\nO=Ünï');
    assert.equal(
      certificate.subjectAltName,
      'DNS:foo.bar.com, DNS:*.bar.com, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    );
    assert.ok(certificate.checkHost('a.bar.com'));
    assert.ok(certificate.checkIP('127.0.0.1'));
  });

  it('have serial numbers of 127 bits that differ', async () => {
    const serials = await Promise.all(
      [1, 2, 3].map(async () => new X509Certificate((await generateCertificate(request)).certificatePem).serialNumber),
    );
    assert.equal(new Set(serials).size, 3);
    for (const serial of serials) assert.match(serial, /^[4-7][0-9A-F]{31}$/);
  });

  it('may outlive the two-digit years', async () => {
    const { certificatePem } = await generateCertificate({ ...request, days: 36_500 });
    assert.equal(new Date(new X509Certificate(certificatePem).validTo).getUTCFullYear(), 2126);
  });

  it('pass the strict checks of openssl', async function () {
    needs(this, 'openssl');
    for (const keyType of ['rsa:2048', 'ecdsa:p256', 'ecdsa:p384'] as const) {
      const { certificatePem } = await generateCertificate({ ...request, now: new Date(), keyType });
      const file = join(folder(), `${keyType}.crt`);
      writeFileSync(file, certificatePem);
      const { stdout } = await execa('openssl', [
        'verify',
        '-x509_strict',
        '-purpose',
        'sslserver',
        '-CAfile',
        file,
        file,
      ]);
      assert.match(stdout, /: OK$/);
    }
  });
});

describe('subject names', () => {
  it('are hosts, wildcards and addresses', () => {
    assert.deepEqual(parseSubjectName('Foo.example.com'), { dns: 'foo.example.com' });
    assert.deepEqual(parseSubjectName('*.example.com'), { dns: '*.example.com' });
    assert.deepEqual(parseSubjectName('localhost'), { dns: 'localhost' });
    assert.deepEqual(parseSubjectName('::1'), { ip: '::1' });
    for (const text of ['', 'a b', '*', 'a.*.com', '-a.com', 'a..b', `${'a'.repeat(64)}.com`, 'a/b', 'a\0b']) {
      assert.equal(parseSubjectName(text), undefined, text);
    }
  });
});
