import assert from 'node:assert/strict';
import { nearestName } from '../../../src/lib/nearest-name.ts';

describe('the nearest name', () => {
  const names = ['hosts', 'gateways', 'exportTo', 'http'];
  it('is the one that takes the fewest edits, whatever the case', () => {
    assert.equal(nearestName('host', names), 'hosts');
    assert.equal(nearestName('gatways', names), 'gateways');
    assert.equal(nearestName('EXPORTTO', names), 'exportTo');
  });

  it('is none where too much would have to change', () => {
    assert.equal(nearestName('selector', names), undefined);
    assert.equal(nearestName('x', []), undefined);
  });
});
