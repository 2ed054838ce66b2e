import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, it } from 'mocha';
import { checkHosts, coversHost } from '../../../src/certs/check-host.ts';
import { checkStrength, keyWeakness } from '../../../src/certs/check-strength.ts';
import { checkUse } from '../../../src/certs/check-use.ts';
import { checkValidity } from '../../../src/certs/check-validity.ts';
import { isWeakSignature } from '../../../src/certs/signature-name.ts';
import { createIdentity, type IdentityOptions } from '../../support/certificates.ts';

const certificate = (options: IdentityOptions) => new X509Certificate(createIdentity(options).certificatePem);
const now = new Date('2026-06-01T00:00:00Z');
const day = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(now.getTime() + days * day);

describe('checks of certificates', () => {
  it('hold a host against the names, not the common name', () => {
    const one = certificate({
      commonName: 'cn.example',
      names: ['DNS:a.example', 'DNS:*.w.example', 'IP:127.0.0.1', 'URI:https://u.example'],
    });
    for (const host of ['a.example', 'A.example', 'x.w.example', '*.w.example', '127.0.0.1']) {
      assert.ok(coversHost(one, host), host);
    }
    for (const host of ['cn.example', 'w.example', 'x.y.w.example', '*.example', '127.0.0.2', 'u.example', '']) {
      assert.ok(!coversHost(one, host), host);
    }
    assert.match(checkHosts(one, ['a.example', 'b.example']).text, /^b\.example is not covered: it is for DNS:a\.ex/);
    assert.match(checkHosts(certificate({ commonName: 'cn.example' }), ['cn.example']).text, /a CN does not count/);
    assert.equal(checkHosts(one, []).level, 'skipped');
  });

  it('see a NUL in a name', () => {
    const one = certificate({ names: ['DNS:a.example\0.evil'] });
    assert.ok(!coversHost(one, 'a.example'));
    assert.match(checkHosts(one, ['a.example']).text, /DNS:a\.example\0\.evil/);
  });

  it('hold every certificate of a chain against the clock', () => {
    const leaf = certificate({ notBefore: inDays(-1), notAfter: inDays(90) });
    const cases: readonly [X509Certificate[], string, RegExp][] = [
      [[leaf], 'ok', /^90 days left$/],
      [[leaf, certificate({ commonName: 'ca', notAfter: inDays(-1) })], 'failed', /^CN=ca has expired on 2026-05-31$/],
      [[certificate({ notBefore: inDays(1) })], 'failed', /is not valid before 2026-06-02$/],
      [[leaf, certificate({ notAfter: inDays(3) })], 'warning', /^3 days left$/],
      [[certificate({ notBefore: inDays(0), notAfter: inDays(826) })], 'warning', /825 days/],
    ];
    for (const [links, level, text] of cases) {
      const check = checkValidity(links, now);
      assert.equal(check.level, level);
      assert.match(check.text, text);
    }
  });

  it('want a use that fits', () => {
    assert.equal(checkUse(certificate({ usage: 'client' }), 'server').text, 'it is for client, not for a server');
    assert.equal(checkUse(certificate({ usage: 'client' }), 'client').level, 'ok');
    assert.equal(checkUse(certificate({}), 'client').level, 'ok');
    assert.equal(checkUse(certificate({ isCa: true }), 'server').text, 'any');
  });

  it('refuse weak keys and signatures', () => {
    assert.equal(checkStrength([certificate({})]).text, 'ECDSA P-256');
    assert.equal(checkStrength([certificate({ keyType: 'rsa' })]).text, 'RSA 2048 bits');
    assert.match(keyWeakness({ type: 'RSA', bits: 1024 }) ?? '', /1024 bits, 2048 is the least/);
    assert.match(keyWeakness({ type: 'ECDSA', curve: 'secp256k1' }) ?? '', /few clients know/);
    assert.match(keyWeakness({ type: 'DSA' }) ?? '', /DSA/);
    assert.equal(keyWeakness({ type: 'ECDSA', curve: 'P-384' }), undefined);
    assert.ok(isWeakSignature('1.2.840.113549.1.1.5') && isWeakSignature('1.2.840.113549.1.1.4'));
    assert.ok(!isWeakSignature('1.2.840.113549.1.1.11'));
  });
});
