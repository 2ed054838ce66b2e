import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { checkSubstitution, compileRegex, parseRegex } from '../../../src/lib/regex.ts';
import { literalPrefix, parseLiteralPattern } from '../../../src/lib/regex-literal.ts';

const seed = 20260801;

describe('regular expressions', () => {
  const verdicts: readonly (readonly [expression: string, subject: string, matches: boolean])[] = [
    ['/a', '/a', true],
    ['/a', '/ab', false],
    ['b', 'abc', false],
    ['/a.*', '/a', true],
    ['/a.+', '/a', false],
    ['.*b', 'ab\nb', false],
    ['(?s).*b', 'ab\nb', true],
    ['^/a$', '/a', true],
    ['(?i)/A', '/a', true],
    ['/A', '/a', false],
    ['a|ab', 'ab', true],
    ['/v[0-9]+/.*', '/v12/x', true],
    ['\\/a\\.b', '/a.b', true],
    ['\\/a\\.b', '/axb', false],
    ['.', '\u00c3\u00a9', true], // é as UTF-8 bytes is one character
    ['..', '\u00c3\u00a9', false],
    ['é', '\u00c3\u00a9', true],
    ['.*', '\u00ff', false], // no UTF-8: RE2 has no character for it
  ];
  for (const [expression, subject, matches] of verdicts)
    it(`${JSON.stringify(expression)} ${matches ? 'takes' : 'does not take'} ${JSON.stringify(subject)}`, () => {
      assert.equal(compileRegex(expression).matches(subject), matches);
    });

  for (const expression of ['a(', '[z-a]', 'a**', '(?=a)', '(?<!a)b', '\\1', 'x{1001}', '(x{100}){100}', '\\'])
    it(`refuses ${expression}, saying why`, () => {
      const parsed = parseRegex(expression);
      assert.ok('problem' in parsed);
      assert.match(parsed.problem, /^[a-z].*[^.]$/);
      assert.throws(() => compileRegex(expression), /regular expression/);
    });

  it('refuses what would grow beyond the bound of an Istio gateway', () => {
    assert.deepEqual(parseRegex('((a?){1000})'.repeat(60)), {
      problem: 'the expression is too large (240122 of 32768 steps)',
    });
  });

  it('answers in linear time where a backtracking engine would not end', () => {
    const long = 'a'.repeat(50_000);
    assert.equal(compileRegex('(a+)+$').matches(`${long}!`), false);
    assert.equal(compileRegex('(a|aa)*b').matches(long), false);
    assert.equal(compileRegex('(.*)*=(.*)*').matches(long), false);
    assert.equal(compileRegex('(x+x+)+y').replaceAll('x'.repeat(2_000), '-'), 'x'.repeat(2_000));
  });

  it('replaces every match with groups, as RE2 does', () => {
    assert.equal(compileRegex('/v([0-9]+)/([a-z]+)').replaceAll('/v1/ab/v2/cd', '/\\2\\1\\\\'), '/ab1\\/cd2\\');
    assert.equal(compileRegex('b*').replaceAll('abc', '-'), '-a-c-');
    assert.equal(compileRegex('^a').replaceAll('aaa', 'b'), 'baa');
    assert.equal(compileRegex('a').replaceAll('xay', '\\0\\0'), 'xaay');
    assert.equal(compileRegex('é').replaceAll('/\u00c3\u00a9', 'è'), '/\u00c3\u00a8');
    assert.equal(compileRegex('').replaceAll('\u00c3\u00a9', '-'), '-\u00c3\u00a9-');
  });

  it('checks substitutions', () => {
    assert.equal(checkSubstitution('(a)', '\\1\\\\'), undefined);
    assert.match(checkSubstitution('a', '\\1') ?? '', /names a group/);
    assert.match(checkSubstitution('a', 'x\\') ?? '', /backslash/);
  });
});

describe('the short cut for literal expressions', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    '/',
    '.',
    '.*',
    '.+',
    '\\.',
    '^',
    '$',
    '?',
    '*',
    '{',
    '-',
    '\\-',
    '|',
    '(?i)',
  );
  const expressions = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  const subjects = fc
    .array(fc.constantFrom('a', 'b', '/', '.', '-', '^', '$', '{', '\n', 'A', '\u00e9'), { maxLength: 8 })
    .map((characters) => characters.join(''));

  it('is what the engine says', () => {
    fc.assert(
      fc.property(expressions, subjects, (expression, subject) => {
        const parsed = parseRegex(expression);
        if ('problem' in parsed) {
          assert.equal(parseLiteralPattern(expression), undefined);
          return;
        }
        const isUtf8 = !subject.includes('\u00e9');
        assert.equal(parsed.regex.matches(subject), isUtf8 && RE2JS.compile(expression).testExact(subject));
      }),
      { seed, numRuns: 5_000 },
    );
  });

  it('never claims a prefix that a match lacks', () => {
    fc.assert(
      fc.property(expressions, subjects, (expression, subject) => {
        const parsed = parseRegex(expression);
        if ('problem' in parsed || !parsed.regex.matches(subject)) return;
        assert.ok(subject.startsWith(parsed.regex.literalPrefix));
      }),
      { seed, numRuns: 5_000 },
    );
  });

  it('finds the prefix where it is plain to see', () => {
    assert.equal(literalPrefix('/api/v[0-9]+'), '/api/v');
    assert.equal(literalPrefix('/ab?c'), '/a');
    assert.equal(literalPrefix('^/a\\.b.*'), '/a.b');
    assert.equal(literalPrefix('/a|/b'), '');
    assert.equal(literalPrefix('(?i)/a'), '');
  });
});
