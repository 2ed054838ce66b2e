import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'mocha';
import { readCertificates } from '../../../src/certs/read-certificates.ts';
import { readPrivateKey } from '../../../src/certs/read-private-key.ts';
import { createIdentity } from '../../support/certificates.ts';

const { certificatePem, certificate, keyPem, key } = createIdentity();
const encrypted = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }) as string;
const encryptedSec1 = key.export({ type: 'sec1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }) as string;

describe('reading certificates', () => {
  const read = (input: string | Buffer) => readCertificates(Buffer.from(input as string));

  it('takes PEM with anything around it, and DER', () => {
    for (const input of [certificatePem, `Bag Attributes\n${keyPem}${certificatePem}text`, certificate]) {
      const result = read(input);
      assert.equal(result.status === 'read' && result.certificates.length, 1);
    }
    const two = read(certificatePem + certificatePem.replaceAll('\n', '\r\n'));
    assert.equal(two.status === 'read' && two.certificates.length, 2);
  });

  const unusable: readonly [string, string | Buffer, RegExp][] = [
    ['an empty file', '', /^is empty$/],
    ['a key', keyPem, /^holds no PEM certificate but a private key$/],
    ['half a certificate', certificatePem.slice(0, 200), /^holds a certificate that is cut short$/],
    ['a whole one and half of another', certificatePem + certificatePem.slice(0, 200), /cut short/],
    ['text', 'hello', /^holds no PEM certificate$/],
    ['bytes', Buffer.from([0x30, 0x82, 1, 2, 3]), /^holds no PEM certificate$/],
    ['a broken one behind a good one', `${certificatePem}${certificatePem.replace(/\nM.{20}/, '\n')}`, /number 2/],
  ];
  for (const [what, input, problem] of unusable) {
    it(`says what is wrong with ${what}`, () => {
      const result = read(input);
      assert.ok(result.status === 'unusable');
      assert.match(result.problem, problem);
    });
  }
});

describe('reading private keys', () => {
  const read = (input: string) => readPrivateKey(Buffer.from(input));

  it('takes PKCS#8, PKCS#1 and SEC1', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    for (const pem of [
      keyPem,
      `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${key.export({ type: 'sec1', format: 'pem' })}`,
      rsa.export({ type: 'pkcs1', format: 'pem' }) as string,
    ]) {
      assert.equal(read(pem).status, 'read');
    }
  });

  it('tells an encrypted key from a broken one', () => {
    for (const pem of [encrypted, encryptedSec1]) {
      const result = read(pem);
      assert.ok(result.status === 'unusable' && result.isEncrypted);
    }
    for (const [pem, problem] of [
      ['', /^is empty$/],
      [certificatePem, /^holds no usable PEM private key but a certificate$/],
      [keyPem.slice(0, 60), /cut short/],
      ['-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n', /^holds no usable PEM private key$/],
    ] as const) {
      const result = read(pem);
      assert.ok(result.status === 'unusable' && !result.isEncrypted);
      assert.match(result.problem, problem);
    }
  });
});
