import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { before, describe, it } from 'mocha';
import { certificateFields } from '../../../src/certs/certificate-fields.ts';
import { type CertificateRequest, generateCertificate } from '../../../src/certs/generate-certificate.ts';
import { readIssuer } from '../../../src/certs/issuer.ts';
import type { KeyType } from '../../../src/certs/key-type.ts';
import { createIdentity } from '../../support/certificates.ts';
import { needs } from '../../support/real-clients.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const now = new Date();
const request = (role: CertificateRequest['role'], more: Partial<CertificateRequest> = {}): CertificateRequest => ({
  role,
  commonName: 'foo.bar.com',
  names: [],
  keyType: 'ecdsa:p256',
  days: 30,
  now,
  ...more,
});

describe('certificates of a CA', () => {
  const folder = temporaryFolder();
  let ca: Awaited<ReturnType<typeof generateCertificate>>;

  before(async () => {
    ca = await generateCertificate(request('ca', { commonName: 'Ünï CA', organization: 'x' }));
  });

  it('name their issuer by its name and its key, and are followed by it', async () => {
    const issuer = readIssuer(ca.certificatePem, ca.keyPem);
    const { certificatePem, keyPem } = await generateCertificate(request('server'), issuer);
    const leaf = new X509Certificate(certificatePem);
    assert.ok(leaf.checkIssued(issuer.certificate));
    assert.ok(leaf.verify(issuer.certificate.publicKey));
    assert.ok(leaf.checkPrivateKey(createPrivateKey(keyPem)));
    assert.equal(leaf.issuer, 'CN=Ünï CA\nO=x');
    assert.ok(certificatePem.endsWith(ca.certificatePem));
    // authorityKeyIdentifier
    assert.ok(certificateFields(leaf).extensions.has('2.5.29.35'));
  });

  it('end with their issuer at the latest', async () => {
    const issuer = readIssuer(ca.certificatePem, ca.keyPem);
    const { certificatePem, notAfter } = await generateCertificate(request('server', { days: 900 }), issuer);
    assert.equal(notAfter.toISOString(), new Date(issuer.certificate.validTo).toISOString());
    assert.equal(new X509Certificate(certificatePem).validTo, issuer.certificate.validTo);
  });

  it('are not made with a certificate that is no CA, or with the key of another', async () => {
    const leaf = await generateCertificate(request('server'));
    assert.throws(() => readIssuer(leaf.certificatePem, leaf.keyPem), /not one of a CA/);
    assert.throws(() => readIssuer(ca.certificatePem, leaf.keyPem), /does not belong/);
  });

  it('keep the name of a CA that another program has made as it is written there', async () => {
    const other = createIdentity({ commonName: 'other', organization: 'org', isCa: true, keyType: 'rsa' });
    const issuer = readIssuer(other.certificatePem, other.keyPem);
    const leaf = new X509Certificate((await generateCertificate(request('client'), issuer)).certificatePem);
    assert.ok(leaf.checkIssued(new X509Certificate(other.certificatePem)));
    assert.ok(leaf.verify(other.publicKey));
  });

  it('pass the strict checks of openssl for what they are for, and for nothing else', async function () {
    needs(this, 'openssl');
    this.timeout(20_000);
    const types: readonly KeyType[] = ['rsa:2048', 'ecdsa:p256', 'ecdsa:p384'];
    for (const caType of types) {
      const made = await generateCertificate(request('ca', { commonName: 'CA', keyType: caType }));
      const caFile = join(folder(), 'ca.crt');
      writeFileSync(caFile, made.certificatePem);
      const issuer = readIssuer(made.certificatePem, made.keyPem);
      for (const [role, purpose, other] of [
        ['server', 'sslserver', 'sslclient'],
        ['client', 'sslclient', 'sslserver'],
      ] as const) {
        const file = join(folder(), 'leaf.crt');
        writeFileSync(file, (await generateCertificate(request(role), issuer)).certificatePem);
        const verify = (wanted: string) =>
          execa('openssl', ['verify', '-x509_strict', '-purpose', wanted, '-CAfile', caFile, file], { reject: false });
        assert.match((await verify(purpose)).stdout, /: OK$/, `${caType} ${role}`);
        assert.notEqual((await verify(other)).exitCode, 0);
      }
    }
  });
});
