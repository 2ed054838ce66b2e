import assert from 'node:assert/strict';
import { findingCatalogue } from '../../../src/lib/finding-catalogue.ts';

describe('the catalogue of findings', () => {
  const codes = Object.keys(findingCatalogue);

  it('is sorted, so that the next free number is seen', () => {
    assert.deepEqual(codes, [...codes].sort());
  });

  it('has codes of Istio or of ictl, and a sentence for each', () => {
    for (const [code, { summary }] of Object.entries(findingCatalogue)) {
      assert.match(code, /^(IST0|ICTL0)\d{3}$/);
      assert.match(summary, /^[A-Z].*\.$/, code);
    }
  });
});
