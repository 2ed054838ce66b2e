import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normalizePath } from '../../../src/engine/http/path.ts';

/** path, BASE, MERGE_SLASHES where it differs, DECODE_AND_MERGE_SLASHES where that differs from MERGE_SLASHES. */
const table: [string, string, string?, string?][] = [
  ['/', '/'],
  ['*', '*'],
  ['/a/b', '/a/b'],
  ['/A/b', '/A/b'],
  ['/a/./b', '/a/b'],
  ['/./', '/'],
  ['/.', '/'],
  ['/a/.', '/a/'],
  ['/a/b/..', '/a/'],
  ['/..', '/'],
  ['/../a', '/a'],
  ['/a/../../b', '/b'],
  ['/a/...', '/a/...'],
  ['/a.', '/a.'],
  ['/.a/..b/c..', '/.a/..b/c..'],
  ['/a//../b', '/a/b'],
  ['//a', '//a', '/a'],
  ['/a//b', '/a//b', '/a/b'],
  ['/a///b//', '/a///b//', '/a/b/'],
  ['//.//..//a', '///a', '/a'],
  ['/a%2Fb', '/a%2Fb', '/a%2Fb', '/a/b'],
  ['/a%5cb', '/a%5cb', '/a%5cb', '/a/b'],
  ['/a%2F..%2fb', '/a%2F..%2fb', '/a%2F..%2fb', '/b'],
  ['/a/%2F/b', '/a/%2F/b', '/a/%2F/b', '/a/b'],
  ['/a\\b', '/a/b'],
  ['/a\\..\\b', '/b'],
  ['/a/..\\c', '/c'],
  ['/%61%41%30%2d%2E%5F%7e', '/aA0-._~'],
  ['/%2e%2E/a', '/a'],
  ['/a/%2e./b', '/b'],
  ['/a/.%2e', '/'],
  ['/a/..;/b', '/b'],
  ['/a/..;x=1/b', '/b'],
  ['/a/.;x/b', '/a/b'],
  ['/a/%2e%2e;x/b', '/b'],
  ['/a;x=/../b', '/b'],
  ['/a/b;..', '/a/b;..'],
  ['/a%20b', '/a%20b'],
  ['/a%25b', '/a%25b'],
  ['/%252e%252e/a', '/%252e%252e/a'],
  ['/a%23b%3Fc', '/a%23b%3Fc'],
  ['/%c0%af', '/%c0%af'],
  ['/a%zz%', '/a%zz%'],
  ['/%%300', '/%2500'],
  ['/%%30%30', '/%2500'],
  ['/%3%30', '/%2530'],
  ['/%%32e', '/%252e'],
  ['/%%61', '/%a'],
  ['/a|b{c}^"<>`', '/a%7Cb%7Bc%7D%5E%22%3C%3E%60'],
  ["/[a]@!$&'()*+,:=", "/[a]@!$&'()*+,:="],
  ['/a\xe9', '/a%E9'],
  ['/a?', '/a?'],
  ['/?', '/?'],
  ['/a?x=/../b//c%61|', '/a?x=/../b//c%61|'],
  ['/a/../b?../c', '/b?../c'],
];

const refused = ['/a%00b', '/%00', '/a/%00/../b', 'a', '', 'a/../b'];

describe('path normalisation', () => {
  for (const [path, base, merged = base, decoded = merged] of table) {
    it(`makes ${base} of ${path}`, () => {
      assert.equal(normalizePath(path, 'NONE'), path);
      assert.equal(normalizePath(path, 'BASE'), base);
      assert.equal(normalizePath(path, 'MERGE_SLASHES'), merged);
      assert.equal(normalizePath(path, 'DECODE_AND_MERGE_SLASHES'), decoded);
    });
  }

  for (const path of refused) {
    it(`refuses '${path}', and passes it where nothing is normalised`, () => {
      assert.equal(normalizePath(path, 'NONE'), path);
      for (const mode of ['BASE', 'MERGE_SLASHES', 'DECODE_AND_MERGE_SLASHES'] as const) {
        assert.equal(normalizePath(path, mode), undefined);
      }
    });
  }

  it('is done after one time, and leaves no dot segment', () => {
    const piece = fc.constantFrom(
      '/',
      '.',
      '..',
      '//',
      '%2e',
      '%2F',
      '%5C',
      '\\',
      'a',
      ';',
      '%',
      '%3',
      '%30',
      '2e',
      'e',
      '|',
    );
    const property = fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      for (const mode of ['BASE', 'MERGE_SLASHES'] as const) {
        const once = normalizePath(`/${pieces.join('')}`, mode);
        if (once === undefined) continue;
        assert.equal(normalizePath(once, mode), once);
        assert.doesNotMatch(once, /\/(\.|%2e){1,2}(;[^/]*)?(\/|$)/i);
        if (mode === 'MERGE_SLASHES') assert.doesNotMatch(once, /\/\//);
      }
    });
    fc.assert(property, { seed: 3, numRuns: 3000 });
  });
});
