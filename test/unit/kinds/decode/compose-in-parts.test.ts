import assert from 'node:assert/strict';
import { canBeReadInParts } from '../../../../src/kinds/decode/compose-in-parts.ts';
import { checkParts } from '../../../fuzz/check-parts.ts';

describe('a document that is read in parts', () => {
  const texts = {
    'after a comma and spaces': '{a: 1, b: 2, c: 3,    : 4, d: 5, e: 6}',
    'after a comma at once': '{a: 1, b: 2, c: 3,: 4, d: 5, e: 6}',
    'on the line after a comma': '{a: 1, b: 2, c: 3,  \n    : 4, d: 5, e: 6}',
    'after a comma that begins a line': '{a: 1, b: {}, c: {}\n ,    : {}\n , d: {}\n , e: 6}',
    'after a comma and a comment': '{a: 1, b: 2, c: 3,  # c\n    : 4, d: 5, e: 6}',
    'after a comment and a comma': '{a: 1, b: {}, c: {}\n # c\n ,   : 4, d: 5, e: 6}',
    'in a list': '[a, b, c, {x},    : 1, {}\n ,   : 2, d, : 3]',
    'after a value': 'a: 1\nb: 2\nc: 3\n: 4\nd: 5\ne: 6\n',
    'after a key without a value': 'a: 1\nb: 2\nc:    \n: 4\nd: 5\ne: 6\n',
    'after a comment': 'x:\n  a: 1\n  b:\n    # c\n  : 3\n  c: 4\n  d: 5\n',
  };
  for (const [where, text] of Object.entries(texts)) {
    it(`has an empty key ${where} in the same place as one that is read whole`, () => {
      for (let lexemes = 1; lexemes <= 16; lexemes += 1) checkParts(text, lexemes);
    });
  }

  const wholes = {
    'an anchor': 'a: &x 1\nb: *x\n',
    'a merge key': 'a:\n  <<: [{b: 1}, {c: 2}, {d: 3}]\n',
    'an explicit key': 'a:\n  ? - b\n  : c\n',
    'a directive': '%YAML 1.2\n---\na: 1\n',
    'an end mark': 'a: 1\n...\n',
    'a second document': 'a: 1\n---\nb: 2\n',
  };
  for (const [what, text] of Object.entries(wholes))
    it(`has no part of ${what}`, () => assert.equal(canBeReadInParts(text), false));

  it('may hold what only looks like an anchor or an explicit key', () => {
    assert.equal(canBeReadInParts('a: b & c\nd: what?\ne: f?g&h\n'), true);
  });
});
