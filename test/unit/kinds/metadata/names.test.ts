import assert from 'node:assert/strict';
import { labelValueFault, qualifiedNameFault } from '../../../../src/kinds/metadata/labels.ts';
import {
  dns1035LabelFault,
  dns1123LabelFault,
  dns1123SubdomainFault,
  portNameFault,
  wildcardDns1123SubdomainFault,
} from '../../../../src/kinds/metadata/names.ts';

type Rule = (value: string) => string | undefined;

const rules: readonly (readonly [string, Rule, readonly string[], readonly string[]])[] = [
  [
    'a label',
    dns1123LabelFault,
    ['a', '0', 'my-name', 'a'.repeat(63)],
    ['', 'A', 'a.b', '-a', 'a-', 'a_b', 'a'.repeat(64)],
  ],
  [
    'a subdomain',
    dns1123SubdomainFault,
    ['a', 'a.b', '1.2', 'foo.bar.com'],
    ['', 'a..b', '.a', 'a.', 'Foo.com', '*.a', `${'a.'.repeat(127)}`],
  ],
  ['the name of a Service', dns1035LabelFault, ['a', 'a1'], ['', '1a', 'a.b', 'a-']],
  ['a wildcard host', wildcardDns1123SubdomainFault, ['*.a', '*.foo.com'], ['*', '*.', 'a.*.b', '*.*.a', '*a.com']],
  ['the name of a port', portNameFault, ['http', 'a', '9a', 'a-b'], ['', '80', 'HTTP', '-a', 'a--b', 'a'.repeat(16)]],
  [
    'a label key',
    qualifiedNameFault,
    ['app', 'App_1.x', 'example.com/app', 'kubernetes.io/ingress.class'],
    ['', '/app', 'a/', 'a b', 'UPPER.com/app', 'a/b/c', '-a', 'a'.repeat(64)],
  ],
  ['a label value', labelValueFault, ['', 'a', 'A_b.c', '1'], ['-', 'a b', 'a/b', 'a'.repeat(64)]],
];

describe('rules for names', () => {
  for (const [what, rule, good, bad] of rules) {
    for (const value of good) {
      it(`take ${JSON.stringify(value)} as ${what}`, () => {
        assert.equal(rule(value), undefined);
      });
    }
    for (const value of bad) {
      it(`refuse ${JSON.stringify(value)} as ${what}`, () => {
        assert.notEqual(rule(value), undefined);
      });
    }
  }
});
