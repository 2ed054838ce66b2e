import assert from 'node:assert/strict';
import { createLoadBalancer } from '../../../../src/engine/load-balancer/load-balancer.ts';
import { SlowStart } from '../../../../src/engine/load-balancer/slow-start.ts';
import { seededRandom } from '../../../support/engine.ts';

const endpoint = (address: string, addedAt: number) => ({ address, addedAt, weight: 1, activeRequests: 0 });

describe('slow start', () => {
  const table: readonly [string, object, number, number][] = [
    ['begins with a tenth', {}, 0, 0.1],
    ['begins with the least share that is set', { minWeightPercent: { value: 25 } }, 0, 0.25],
    ['rises in a straight line', {}, 5000, 0.5],
    ['rises faster at first with more aggression', { aggression: { defaultValue: 2 } }, 2500, 0.5],
    ['ends with the window', {}, 10_000, 1],
  ];
  for (const [what, changes, age, factor] of table)
    it(what, () => {
      const slowStart = new SlowStart({ slowStartWindow: '10s', ...changes }, () => 1000 + age);
      assert.ok(Math.abs(slowStart.factor(endpoint('a', 1000)) - factor) < 1e-9);
    });

  for (const lbPolicy of ['ROUND_ROBIN', 'LEAST_REQUEST'] as const)
    it(`lets ${lbPolicy} give a new endpoint more and more`, () => {
      let now = 100_000;
      const slowStart = new SlowStart({ slowStartWindow: '10s' }, () => now);
      const endpoints = [endpoint('old', 0), endpoint('new', now)];
      const balancer = createLoadBalancer({ lbPolicy }, endpoints, seededRandom(1), slowStart);
      const share = () => {
        let chosen = 0;
        for (let i = 0; i < 300; i++) if (balancer.choose()?.address === 'new') chosen++;
        return chosen / 300;
      };
      assert.ok(share() < 0.12);
      now += 5000;
      assert.ok(Math.abs(share() - 1 / 3) < 0.05);
      now += 5000;
      assert.ok(Math.abs(share() - 1 / 2) < 0.05);
    });

  it('is over for all where all are new', () => {
    const slowStart = new SlowStart({ slowStartWindow: '10s' }, () => 1000);
    const endpoints = [endpoint('a', 1000), endpoint('b', 1000)];
    const balancer = createLoadBalancer({ lbPolicy: 'ROUND_ROBIN' }, endpoints, () => 0, slowStart);
    assert.deepEqual([1, 2, 3, 4].map(() => balancer.choose()?.address).sort(), ['a', 'a', 'b', 'b']);
  });
});
