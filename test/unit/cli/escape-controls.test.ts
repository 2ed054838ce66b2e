import assert from 'node:assert/strict';
import { escapeControls, escapeLine, hasUnsafe } from '../../../src/cli/output/escape-controls.ts';

const cases: readonly [string, string, string][] = [
  ['C0', 'a\u0000\u0007\u001b[2Jb', 'a\\u0000\\u0007\\u001b[2Jb'],
  ['a carriage return', 'a\rb', 'a\\u000db'],
  ['DEL and C1', '\u007f\u009b31m\u0085', '\\u007f\\u009b31m\\u0085'],
  ['overrides and isolates of direction', '\u202e\u2066x\u2069', '\\u202e\\u2066x\\u2069'],
  ['marks of direction and invisible characters', '\u200b\u200f\u061c\ufeff', '\\u200b\\u200f\\u061c\\ufeff'],
  ['separators of lines', '\u2028\u2029', '\\u2028\\u2029'],
  ['nothing of ordinary text', 'Grüße, 世界 🎉 ~', 'Grüße, 世界 🎉 ~'],
];

describe('escaping of control characters', () => {
  for (const [name, text, expected] of cases) {
    it(`writes ${name} as text`, () => {
      assert.equal(escapeControls(text), expected);
      assert.equal(hasUnsafe(text), text !== expected);
    });
  }

  it('leaves lines and tabs, but for a cell', () => {
    assert.equal(escapeControls('a\n\tb'), 'a\n\tb');
    assert.equal(escapeLine('a\n\tb'), 'a\\n\\tb');
  });
});
