import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { CliError, ExitCode } from '../../../src/lib/errors.ts';
import { fileSet, jsonSet, literalSet, stringSet, typedSet } from '../../../src/render/values/set-dialects.ts';
import { applySet, type SetDialect } from '../../../src/render/values/set-grammar.ts';

function set(text: string, dialect: SetDialect = typedSet, values: Record<string, unknown> = {}): unknown {
  applySet(values, text, dialect);
  return values;
}

function refusal(text: string, dialect: SetDialect = typedSet, values: Record<string, unknown> = {}): string {
  try {
    applySet(values, text, dialect);
  } catch (error) {
    assert.ok(error instanceof CliError, String(error));
    assert.equal(error.exitCode, ExitCode.usage);
    return error.message;
  }
  return 'accepted';
}

describe('the grammar of --set', () => {
  // As helm 2.9.1, 3.8 and 4.1 read them, unless said otherwise.
  const accepted: Readonly<Record<string, unknown>> = {
    '': {},
    'a=b': { a: 'b' },
    'a.b.c=1': { a: { b: { c: 1 } } },
    'a.b=1,a.c=2': { a: { b: 1, c: 2 } },
    'a.b=1,a=2': { a: 2 },
    'a=': { a: '' },
    'a=,b=1': { a: '', b: 1 },
    'a=b=c': { a: 'b=c' },
    'a="q"': { a: '"q"' },
    'a=x y': { a: 'x y' },
    '=x': {},
    '.a=1': {},
    'a=1,': { a: 1 },
    'a={x,y,1}': { a: ['x', 'y', 1] },
    'a={}': { a: [''] },
    'a={x,y},b=2': { a: ['x', 'y'], b: 2 },
    'a[0]=x': { a: ['x'] },
    'a[1]=x': { a: [null, 'x'] },
    'a[0].n=x,a[0].m=y': { a: [{ n: 'x', m: 'y' }] },
    'a[0][1]=q': { a: [[null, 'q']] },
    'a[0][0]=1,a[0][1]=2': { a: [[1, 2]] },
    'a\\.b=1': { 'a.b': 1 },
    'a=x\\,y': { a: 'x,y' },
    'a=\\{x}': { a: '{x}' },
    'annotations.kubernetes\\.io/ingress\\.class=istio': { annotations: { 'kubernetes.io/ingress.class': 'istio' } },
    'ü=é😀,b=\\😀': { ü: 'é😀', b: '😀' },
    // Helm panics.
    'a[1].n=x,a[0].n=y': { a: [{ n: 'y' }, { n: 'x' }] },
    'a=null,a.b=1': { a: { b: 1 } },
    // Helm forgets the item.
    'a[0].n=': { a: [{ n: '' }] },
  };
  for (const [text, values] of Object.entries(accepted)) {
    it(`reads ${text || 'nothing'}`, () => assert.deepEqual(set(text), values));
  }

  it('gives values the type that they look like', () => {
    const types = {
      true: true,
      FALSE: false,
      Null: null,
      '0': 0,
      '-3': -3,
      '+5': 5,
      '1.5': '1.5',
      '007': '007',
      '-007': -7,
    };
    for (const [text, value] of Object.entries(types)) assert.deepEqual(set(`a=${text}`), { a: value }, text);
    assert.deepEqual(set('a=12345678901234567890'), { a: '12345678901234567890' });
  });

  it('changes only what it names of values that are there', () => {
    const values = { a: { b: 1, c: [{ d: 2, e: 3 }, 'x'] } };
    assert.deepEqual(set('a.c[0].d=5,a.c[2]=y', typedSet, values), { a: { b: 1, c: [{ d: 5, e: 3 }, 'x', 'y'] } });
  });

  it('sets keys that JavaScript has a meaning for as any other', () => {
    const values = set('__proto__.polluted=1,constructor.prototype.x=1');
    assert.deepEqual(Object.keys(values as object), ['__proto__', 'constructor']);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
    assert.equal(({} as Record<string, unknown>).x, undefined);
  });

  const refused: Readonly<Record<string, RegExp>> = {
    a: /^failed parsing --set data: key "a" has no value$/,
    'a,b=1': /^failed parsing --set data: key "a" has no value \(cannot end with ,\)$/,
    ',a=1': /key "" has no value \(cannot end with ,\)/,
    'a={x': /^failed parsing --set data: list must terminate with '\}'$/,
    'a[x]=1': /error parsing index: "x" is not a number/,
    'a[]=1': /error parsing index: "" is not a number/,
    'a[0': /error parsing index: the bracket is not closed/,
    'a[0]': /a\[0\] has no value/,
    'a[0].': /a\[0\] has no value/,
    'a[0]b=1': /unexpected data at end of array index: "b"/,
    'a.=1': /key map "a" has no value/,
    'a[-1]=1': /negative -1 index not allowed/,
    'a[1001]=1': /index of 1001 is greater than maximum supported index of 1000/,
    'a[99999999999999999999]=1': /greater than maximum supported index/,
    'a=1,a.b=2': /a is the value 1, so nothing can be set below it/,
    'a.b=x,a.b.c=2': /a\.b is the value "x", so nothing can be set below it/,
    'a[0]=1,a.b=2': /a is a list, so nothing can be set below it/,
    'a=1,a[0]=2': /a is the value 1, so it has no items/,
    'a.b=1,a[0]=2': /a is a map, so it has no items/,
    'a[0]=1,a[0][0]=2': /a\[0\] is the value 1, so it has no items/,
    [`${'a.'.repeat(31)}a=1`]: /nested level is greater than maximum supported nested level of 30/,
    [`a${'[0]'.repeat(40)}=1`]: /nested level is greater than/,
  };
  for (const [text, message] of Object.entries(refused)) {
    it(`refuses ${text.slice(0, 40)}`, () => assert.match(refusal(text), message));
  }

  it('answers any text with values or with a usage error, soon', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      '.',
      '[0]',
      '[1]',
      '[1000]',
      '=',
      ',',
      '{',
      '}',
      '\\',
      'null',
      '[',
      ']',
      'é',
    );
    const dialects = [typedSet, stringSet, jsonSet, literalSet];
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.constantFrom(...dialects), (pieces, dialect) => {
        refusal(pieces.join(''), dialect);
      }),
    );
  });
});

describe('the other --set flags', () => {
  it('--set-string keeps everything text', () => {
    assert.deepEqual(set('a=1,b={true,null},c.d=007', stringSet), { a: '1', b: ['true', 'null'], c: { d: '007' } });
  });

  it('--set-file puts the content of files in', () => {
    const dialect = fileSet((path) => `<${path}>`);
    assert.deepEqual(set('a.b=one.txt,c={two.txt,three.txt}', dialect), {
      a: { b: '<one.txt>' },
      c: ['<two.txt>', '<three.txt>'],
    });
  });

  it('--set-literal takes everything behind = as it is', () => {
    assert.deepEqual(set('a.b[0]=x,y={z},\\w', literalSet), { a: { b: ['x,y={z},\\w'] } });
  });

  it('--set-json reads JSON, several of them', () => {
    assert.deepEqual(set('a=[1,{"b":"},]"}],c.d={"e":null},f="x\\"y",g=-1.5e3,h=true', jsonSet), {
      a: [1, { b: '},]' }],
      c: { d: { e: null } },
      f: 'x"y',
      g: -1500,
      h: true,
    });
    assert.deepEqual(set('a=,b= ', jsonSet), { a: null, b: null });
  });

  for (const text of ['a={"b"', 'a=[1}', 'a=x', 'a="b', 'a={"b":1]', 'a=1x']) {
    it(`--set-json refuses ${text}`, () => assert.match(refusal(text, jsonSet), /does not begin with JSON/));
  }
});
