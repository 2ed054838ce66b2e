import assert from 'node:assert/strict';
import { canonicalQuantity } from '../../../../src/inject/pod/quantity.ts';

describe('canonical quantities', () => {
  const cases: readonly (readonly [written: string, canonical: string | undefined])[] = [
    ['2000m', '2'],
    ['1500m', '1500m'],
    ['0.5', '500m'],
    ['.25', '250m'],
    ['100m', '100m'],
    ['1', '1'],
    ['1000', '1k'],
    ['0', '0'],
    ['0Gi', '0'],
    ['1024Mi', '1Gi'],
    ['1000Mi', '1000Mi'],
    ['1.5Gi', '1536Mi'],
    ['128Mi', '128Mi'],
    ['1M', '1M'],
    ['2e3', '2e3'],
    ['-1', '-1'],
    ['half', undefined],
    ['1 Gi', undefined],
    ['1GB', undefined],
    ['', undefined],
  ];
  for (const [written, canonical] of cases) {
    it(`writes ${JSON.stringify(written)} as ${canonical}`, () => {
      assert.equal(canonicalQuantity(written), canonical);
    });
  }
});
