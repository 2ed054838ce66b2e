import assert from 'node:assert/strict';
import { parseSuppression, suppress } from '../../../src/analyze/suppression.ts';
import type { Finding } from '../../../src/lib/finding.ts';
import type { FindingCode } from '../../../src/lib/finding-catalogue.ts';

function finding(code: FindingCode, kind: string, name: string, namespace: string): Finding {
  return { code, severity: 'warning', message: 'm', resource: { kind, name, namespace } };
}

function hides(rule: string, one: Finding): boolean {
  const parsed = parseSuppression(rule) ?? assert.fail(`${rule} is a rule`);
  return suppress([one], [parsed], []).findings.length === 0;
}

describe('suppression', () => {
  const shop = finding('IST0132', 'VirtualService', 'shop', 'default');
  const cases: readonly (readonly [rule: string, one: Finding, isHidden: boolean])[] = [
    ['IST0132=VirtualService shop.default', shop, true],
    ['ist0132=virtualservice shop.default', shop, true],
    ['IST0132=VirtualService *.default', shop, true],
    ['IST0132=* sho?.*', shop, true],
    ['*=VirtualService shop.default', shop, true],
    ['IST0131=VirtualService shop.default', shop, false],
    ['IST0132=VirtualService shop', shop, false],
    ['IST0132=VirtualService shop.other', shop, false],
    ['IST0132=Gateway shop.default', shop, false],
    ['IST0108=Namespace team', finding('IST0108', 'Namespace', 'team', ''), true],
    ['IST0132=VirtualService sh.p.default', shop, false],
    ['IST0106=Gateway web.default', finding('ICTL0002', 'Gateway', 'web', 'default'), true],
    ['IST0133=Gateway web.default', finding('ICTL0003', 'Gateway', 'web', 'default'), true],
    ['IST0104=Gateway web.default', finding('IST0162', 'Gateway', 'web', 'default'), true],
  ];
  for (const [rule, one, isHidden] of cases) {
    it(`${rule} ${isHidden ? 'hides' : 'shows'} ${one.code} of ${one.resource?.kind} ${one.resource?.name}`, () => {
      assert.equal(hides(rule, one), isHidden);
    });
  }

  it('takes no rule of another form', () => {
    for (const text of [
      '',
      'IST0132',
      'IST0132=',
      'IST0132=shop.default',
      'IST0132:VirtualService shop',
      '=Gateway a.b',
    ]) {
      assert.equal(parseSuppression(text), undefined, text);
    }
  });

  it('reads the annotation of the resource, a list of codes or everything', () => {
    const object = (value: string) => ({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'shop', namespace: 'default', annotations: { 'galley.istio.io/analyze-suppress': value } },
    });
    const shown = (value: string) => suppress([shop], [], [object(value)]).findings.length;
    assert.deepEqual(['IST0132', 'IST0108, IST0132', '*', 'IST0108', ''].map(shown), [0, 0, 0, 1, 1]);
    const { suppressed } = suppress([shop], [], [object('*')]);
    assert.deepEqual(suppressed, [{ finding: shop, rule: undefined }]);
  });

  it('never hides what concerns no resource', () => {
    const nobody: Finding = { code: 'ICTL0027', severity: 'error', message: 'm' };
    const all = parseSuppression('*=* *') ?? assert.fail();
    assert.deepEqual(suppress([nobody], [all], []).findings, [nobody]);
  });
});
