import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { rfc2253 } from '../../../src/engine/tls/distinguished-name.ts';
import { subjectAltNames } from '../../../src/engine/tls/subject-alt-names.ts';
import { createIdentity } from '../../support/certificates.ts';

describe('names of certificates', () => {
  it('of subjects are written as RFC 2253 says', () => {
    for (const [options, expected] of [
      [{ commonName: 'alice' }, 'CN=alice'],
      [{ commonName: 'alice', organization: 'Example, Inc.' }, 'CN=alice,O=Example\\, Inc.'],
      [{ commonName: 'a+b "c" <d>;\\' }, 'CN=a\\+b \\"c\\" \\<d\\>\\;\\\\'],
      [{ commonName: '#hash ' }, 'CN=\\#hash\\ '],
      [{ commonName: 'Zoë' }, 'CN=Zo\\C3\\AB'],
    ] as const) {
      const { subject } = new X509Certificate(createIdentity(options).certificate);
      assert.equal(rfc2253(subject), expected);
    }
    assert.equal(rfc2253(''), '');
    assert.equal(rfc2253('O=x\nCN=a + UID=b'), 'UID=b+CN=a,O=x');
  });

  it('beside the subject are told apart by type, whatever is in them', () => {
    const names = [
      'DNS:a.example',
      'URI:spiffe://a/b,DNS:evil.example',
      'IP:127.0.0.1',
      'email:a@b.example',
      'DNS:b"c\\',
    ];
    const certificate = new X509Certificate(createIdentity({ names }).certificate);
    assert.deepEqual(subjectAltNames(certificate), {
      dns: ['a.example', 'b"c\\'],
      uri: ['spiffe://a/b,DNS:evil.example'],
      ip: ['127.0.0.1'],
      email: ['a@b.example'],
    });
    assert.deepEqual(subjectAltNames(new X509Certificate(createIdentity().certificate)).dns, []);
  });

  it('end at no NUL byte', () => {
    const certificate = new X509Certificate(createIdentity({ names: ['DNS:good.example\0.evil.example'] }).certificate);
    assert.deepEqual(subjectAltNames(certificate).dns, ['good.example\0.evil.example']);
  });
});
