import assert from 'node:assert/strict';
import { createLoadBalancer } from '../../../../src/engine/load-balancer/load-balancer.ts';
import { loadsWithout, planPriorities } from '../../../../src/engine/load-balancer/priority-load.ts';
import { type Prioritised, PrioritySet } from '../../../../src/engine/load-balancer/priority-set.ts';
import { WeightedSchedule } from '../../../../src/engine/load-balancer/weighted-schedule.ts';
import type { Cluster } from '../../../../src/envoy/cluster.ts';
import { cluster, seededRandom } from '../../../support/engine.ts';

interface Named extends Prioritised {
  readonly name: string;
  activeRequests: number;
}

const endpoint = (name: string, changes: Partial<Named> = {}): Named => ({
  name,
  address: name,
  addedAt: 0,
  weight: 1,
  activeRequests: 0,
  priority: 0,
  locality: '',
  localityWeight: 1,
  healthy: true,
  ...changes,
});

/** How often each is chosen. */
function counts(choose: () => Named | undefined, times: number): Record<string, number> {
  const result: Record<string, number> = {};
  for (let i = 0; i < times; i++) {
    const { name } = choose() ?? { name: 'none' };
    result[name] = (result[name] ?? 0) + 1;
  }
  return result;
}

describe('load balancers', () => {
  const three = () => [endpoint('a'), endpoint('b'), endpoint('c')];

  for (const lbPolicy of ['ROUND_ROBIN', 'LEAST_REQUEST', 'RANDOM'] as const) {
    it(`${lbPolicy} uses every endpoint about as often`, () => {
      const balancer = createLoadBalancer({ lbPolicy }, three(), seededRandom(3));
      const times = counts(() => balancer.choose(), 3000);
      for (const name of ['a', 'b', 'c']) assert.ok(Math.abs((times[name] ?? 0) - 1000) < 100, JSON.stringify(times));
    });

    it(`${lbPolicy} has none to choose where there is none`, () => {
      assert.equal(createLoadBalancer<Named>({ lbPolicy }, [], seededRandom(1)).choose(), undefined);
    });
  }

  it('ROUND_ROBIN takes turns, and by weight where weights differ', () => {
    const equal = createLoadBalancer({ lbPolicy: 'ROUND_ROBIN' }, three(), () => 0);
    assert.deepEqual(
      [1, 2, 3, 4].map(() => equal.choose()?.name),
      ['a', 'b', 'c', 'a'],
    );
    const weighted = createLoadBalancer(
      { lbPolicy: 'ROUND_ROBIN' },
      [endpoint('a', { weight: 3 }), endpoint('b')],
      () => 0,
    );
    assert.deepEqual(
      counts(() => weighted.choose(), 40),
      { a: 30, b: 10 },
    );
  });

  it('LEAST_REQUEST prefers the endpoint with less to do', () => {
    const busy = endpoint('busy', { activeRequests: 10 });
    const balancer = createLoadBalancer({ lbPolicy: 'LEAST_REQUEST' }, [busy, endpoint('free')], seededRandom(2));
    const times = counts(() => balancer.choose(), 1000);
    // Only when both choices fall on the busy one, a quarter of the time.
    assert.ok((times.busy ?? 0) < 300, JSON.stringify(times));
  });

  it('LEAST_REQUEST with weights lets the requests in flight count', () => {
    const heavy = endpoint('heavy', { weight: 4, activeRequests: 3 });
    const balancer = createLoadBalancer({ lbPolicy: 'LEAST_REQUEST' }, [heavy, endpoint('light')], seededRandom(2));
    const times = counts(() => balancer.choose(), 100);
    assert.ok(Math.abs((times.heavy ?? 0) - 50) <= 5, JSON.stringify(times));
  });

  it('the weighted schedule spreads items instead of bunching them', () => {
    const schedule = new WeightedSchedule(['a', 'b'], (item) => (item === 'a' ? 2 : 1));
    assert.equal([1, 2, 3, 4, 5, 6].map(() => schedule.next()).join(''), 'abaaba');
  });
});

function levelsOf(...levels: readonly [number, number][]): { healthy: number; total: number }[] {
  return levels.map(([healthy, total]) => ({ healthy, total }));
}

describe('priorities', () => {
  const table: readonly [string, { healthy: number; total: number }[], number[]][] = [
    ['one level takes all', [{ healthy: 1, total: 3 }], [100]],
    [
      'a healthy level takes all',
      [
        { healthy: 3, total: 4 },
        { healthy: 4, total: 4 },
      ],
      [100, 0],
    ],
    [
      'a half healthy level takes what it can carry',
      [
        { healthy: 2, total: 4 },
        { healthy: 4, total: 4 },
      ],
      [70, 30],
    ],
    [
      'a dead level takes nothing',
      [
        { healthy: 0, total: 4 },
        { healthy: 4, total: 4 },
      ],
      [0, 100],
    ],
    [
      'weak levels share what there is',
      [
        { healthy: 1, total: 4 },
        { healthy: 1, total: 4 },
      ],
      [50, 50],
    ],
    [
      'what rounding leaves over goes to the first that can take it',
      [
        { healthy: 0, total: 9 },
        { healthy: 1, total: 9 },
        { healthy: 1, total: 9 },
        { healthy: 1, total: 9 },
      ],
      [0, 34, 33, 33],
    ],
    [
      'with nothing healthy everything goes to the first, and fails there',
      [
        { healthy: 0, total: 0 },
        { healthy: 0, total: 2 },
      ],
      [100, 0],
    ],
  ];
  for (const [what, levels, loads] of table)
    it(what, () => {
      assert.deepEqual(planPriorities(levels, 0), { loads, panics: levels.map(() => false) });
    });

  const panicking: readonly [string, { healthy: number; total: number }[], number[], boolean[]][] = [
    ['a level below the threshold', [{ healthy: 1, total: 4 }], [100], [true]],
    ['no level where all together can carry everything', levelsOf([1, 4], [4, 4]), [35, 65], [false, false]],
    ['only weak levels', levelsOf([1, 10], [3, 5]), [15, 85], [true, false]],
    ['all levels, which then count by their size', levelsOf([0, 1], [0, 3]), [25, 75], [true, true]],
    ['all levels without one endpoint', levelsOf([0, 0]), [100], [true]],
  ];
  for (const [what, levels, loads, panics] of panicking)
    it(`with a threshold of 50 percent panic takes ${what}`, () => {
      assert.deepEqual(planPriorities(levels, 50), { loads, panics });
    });

  const avoiding: readonly [string, { healthy: number; total: number }[], number[], number[] | undefined][] = [
    ['a priority that was tried', levelsOf([2, 2], [2, 2]), [0], [0, 100]],
    ['it though the next carries less', levelsOf([2, 2], [1, 10]), [0], [0, 100]],
    ['none where all were tried', levelsOf([2, 2], [2, 2]), [0, 1], [100, 0]],
    ['none where nothing is healthy', levelsOf([0, 2], [0, 2]), [0], undefined],
  ];
  for (const [what, levels, tried, loads] of avoiding)
    it(`a retry avoids ${what}`, () => {
      assert.deepEqual(loadsWithout(levels, new Set(tried)), loads);
    });

  const choose = (config: Partial<Cluster>, endpoints: readonly Named[], times = 1000) => {
    const set = new PrioritySet(cluster('a', { lbPolicy: 'ROUND_ROBIN', ...config }), endpoints, seededRandom(5));
    return counts(() => set.choose(), times);
  };

  it('unhealthy endpoints are not asked, and with panic off nobody is where all are unhealthy', () => {
    const sick = endpoint('sick', { healthy: false });
    assert.deepEqual(choose({}, [endpoint('a'), sick], 10), { a: 10 });
    assert.deepEqual(choose({}, [sick], 10), { none: 10 });
  });

  it('in panic everybody is asked', () => {
    const endpoints = [endpoint('a'), ...['b', 'c'].map((name) => endpoint(name, { healthy: false }))];
    const config = { commonLbConfig: { healthyPanicThreshold: { value: 50 } } };
    assert.deepEqual(Object.keys(choose(config, endpoints, 10)).sort(), ['a', 'b', 'c']);
  });

  it('localities are weighed before endpoints', () => {
    const near = [
      endpoint('a', { locality: 'near', localityWeight: 80 }),
      endpoint('b', { locality: 'near', localityWeight: 80 }),
    ];
    const far = endpoint('c', { locality: 'far', localityWeight: 20 });
    const config = { commonLbConfig: { healthyPanicThreshold: {}, localityWeightedLbConfig: {} } };
    assert.deepEqual(choose(config, [...near, far], 100), { a: 40, b: 40, c: 20 });
  });
});
