import assert from 'node:assert/strict';
import type { HeaderMatcher } from '../../src/envoy/route.ts';
import { compileHeaderMatcher } from '../../src/match/header-condition.ts';
import { request } from './request.ts';

type Matcher = Omit<HeaderMatcher, 'name'>;

/** Values of x-a, a line each. */
const requests = {
  missing: [],
  '1': ['1'],
  '2': ['2'],
  '1 and 2': ['1', '2'],
  '2 and 3': ['2', '3'],
  '1,2': ['1,2'],
  empty: [''],
  aB: ['aB'],
} as const;
type Name = keyof typeof requests;

const all: readonly Name[] = ['missing', '1', '2', '1 and 2', '2 and 3', '1,2', 'empty', 'aB'];
const present = all.filter((name) => name !== 'missing');
const but = (...names: readonly Name[]) => all.filter((name) => !names.includes(name));

/** What Envoy 1.40 answers, matcher by matcher. */
const table: readonly (readonly [what: string, matcher: Matcher, takes: readonly Name[]])[] = [
  ['exact', { stringMatch: { exact: '1' } }, ['1', '1 and 2']],
  ['exact, inverted', { stringMatch: { exact: '1' }, invertMatch: true }, but('missing', '1', '1 and 2')],
  [
    'exact, inverted, missing as empty',
    { stringMatch: { exact: '1' }, invertMatch: true, treatMissingHeaderAsEmpty: true },
    but('1', '1 and 2'),
  ],
  ['exact on lines that would be joined', { stringMatch: { exact: '1,2' } }, ['1,2']],
  ['exact empty', { stringMatch: { exact: '' } }, ['empty']],
  [
    'exact empty, missing as empty',
    { stringMatch: { exact: '' }, treatMissingHeaderAsEmpty: true },
    ['missing', 'empty'],
  ],
  ['exact in any case', { stringMatch: { exact: 'Ab', ignoreCase: true } }, ['aB']],
  ['prefix', { stringMatch: { prefix: '1' } }, ['1', '1 and 2', '1,2']],
  ['suffix in any case', { stringMatch: { suffix: 'b', ignoreCase: true } }, ['aB']],
  ['contains', { stringMatch: { contains: 'B' } }, ['aB']],
  ['contains, in its own case', { stringMatch: { contains: 'b' } }, []],
  ['regex', { stringMatch: { safeRegex: { regex: '1|2' } } }, ['1', '2', '1 and 2', '2 and 3']],
  ['regex is not case-insensitive', { stringMatch: { safeRegex: { regex: 'ab' }, ignoreCase: true } }, []],
  ['presence', { presentMatch: true }, present],
  ['no specifier at all', {}, present],
  ['presence, inverted', { presentMatch: true, invertMatch: true }, ['missing']],
  ['absence', { presentMatch: false }, ['missing']],
  [
    'presence, inverted, missing as empty',
    { presentMatch: true, invertMatch: true, treatMissingHeaderAsEmpty: true },
    [],
  ],
  ['absence, missing as empty', { presentMatch: false, treatMissingHeaderAsEmpty: true }, []],
];

describe('a header matcher', () => {
  for (const [what, matcher, takes] of table)
    it(`${what}: takes ${takes.length === 0 ? 'nothing' : takes.join('; ')}`, () => {
      const condition = compileHeaderMatcher({ name: 'X-A', ...matcher });
      const taken = all.filter((name) => {
        const lines = requests[name].flatMap((value) => ['x-a', value]);
        return condition.holds(request('/', { headers: ['x-b', '1', ...lines] }));
      });
      assert.deepEqual(taken, takes);
    });

  const pseudo: readonly (readonly [name: string, value: string])[] = [
    [':method', 'PUT'],
    [':scheme', 'https'],
    [':authority', 'A.example.com:8080'],
    ['host', 'A.example.com:8080'],
    [':path', '/a?b'],
  ];
  for (const [name, exact] of pseudo)
    it(`on ${name} compares it as it came`, () => {
      const view = request('/a?b', { method: 'PUT', scheme: 'https', authority: 'A.example.com:8080' });
      assert.ok(compileHeaderMatcher({ name, stringMatch: { exact } }).holds(view));
      assert.ok(
        !compileHeaderMatcher({ name, stringMatch: { exact: exact === 'PUT' ? 'put' : exact.toUpperCase() } }).holds(
          view,
        ),
      );
    });

  it('compares the bytes of a value', () => {
    const condition = compileHeaderMatcher({ name: 'x-a', stringMatch: { exact: 'é' } });
    assert.ok(condition.holds(request('/', { headers: ['x-a', '\u00c3\u00a9'] })));
    assert.ok(!condition.holds(request('/', { headers: ['x-a', '\u00e9'] })));
  });
});
