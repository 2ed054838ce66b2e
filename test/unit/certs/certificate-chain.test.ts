import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { describe, it } from 'mocha';
import { certificateChain, type KnownRoot } from '../../../src/certs/certificate-chain.ts';
import { createIdentity, type Identity } from '../../support/certificates.ts';

const root = createIdentity({ commonName: 'root', isCa: true });
const middle = createIdentity({ commonName: 'middle', isCa: true, issuer: root });
const leaf = createIdentity({ commonName: 'leaf', issuer: middle });
const other = createIdentity({ commonName: 'other', isCa: true });
/** Issued by a certificate that is no CA. */
const grandchild = createIdentity({ commonName: 'grandchild', issuer: leaf });

const parsed = ({ certificatePem }: Identity) => new X509Certificate(certificatePem);
const none = () => [];

function chainOf(identities: readonly Identity[], roots: () => readonly KnownRoot[] = none, key = leaf.key) {
  return certificateChain(identities.map(parsed), { roots, key });
}

describe('certificate chains', () => {
  it('are followed from the leaf to the root', () => {
    const { path, isOrdered, unneeded, end, problems } = chainOf([leaf, middle, root]);
    assert.deepEqual([path, isOrdered, unneeded, problems], [[0, 1, 2], true, [], []]);
    assert.deepEqual(end, { kind: 'self-signed', origin: undefined });
  });

  it('may leave the root out where clients have it', () => {
    const roots = () => [{ certificate: parsed(root), origin: 'a test' }];
    assert.deepEqual(chainOf([leaf, middle], roots).end, { kind: 'root', root: 'CN=root (a test)' });
    assert.deepEqual(chainOf([leaf, middle, root], roots).end, { kind: 'self-signed', origin: 'a test' });
  });

  it('tell whose certificate is missing', () => {
    assert.deepEqual(chainOf([leaf]).end, { kind: 'missing', issuer: 'CN=middle' });
    assert.deepEqual(chainOf([leaf, root]).end, { kind: 'missing', issuer: 'CN=middle' });
  });

  it('tell the right order', () => {
    for (const key of [leaf.key, undefined]) {
      const { path, isOrdered } = certificateChain([root, middle, leaf].map(parsed), { roots: none, key });
      assert.deepEqual([path, isOrdered], [[2, 1, 0], false]);
    }
  });

  it('tell what is not needed', () => {
    assert.deepEqual(chainOf([leaf, middle, root, other, middle]).unneeded, [3, 4]);
  });

  it('have only CAs as issuers', () => {
    const { problems } = chainOf([grandchild, leaf, middle, root], none, grandchild.key);
    assert.deepEqual(problems, ['CN=leaf signs another certificate but is no CA']);
  });

  it('are not fooled by an issuer of the same name with another key', () => {
    const impostor = createIdentity({ commonName: 'middle', isCa: true });
    assert.deepEqual(chainOf([leaf, impostor]).end, { kind: 'missing', issuer: 'CN=middle' });
  });
});
