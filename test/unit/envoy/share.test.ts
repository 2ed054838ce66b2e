import assert from 'node:assert/strict';
import fc from 'fast-check';
import { share } from '../../../src/envoy/share.ts';

const json = fc.jsonValue({ maxDepth: 4 });
/** Lists of named objects, as a config has them, with few names so that they meet. */
const named = fc
  .uniqueArray(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd', 'e'), value: fc.jsonValue({ maxDepth: 2 }) }), {
    selector: ({ name }) => name,
  })
  .map(copy);
const seeded = { seed: 1 };

/** A copy that shares nothing. */
function copy<T>(value: T): T {
  return structuredClone(value);
}

/** All objects and lists in a value. */
function parts(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value, ...Object.values(value).flatMap(parts)];
}

describe('sharing', () => {
  it('never changes what the next value is', () => {
    fc.assert(
      fc.property(json, json, (last, next) => assert.deepEqual(share(last, copy(next)), next)),
      seeded,
    );
    fc.assert(
      fc.property(named, named, (last, next) => assert.deepEqual(share(last, copy(next)), next)),
      seeded,
    );
  });

  it('gives back the last value itself where both are equal', () => {
    fc.assert(
      fc.property(json, (value) => assert.equal(share(value, copy(value)), value)),
      seeded,
    );
  });

  it('changes neither of its arguments', () => {
    fc.assert(
      fc.property(json, json, (last, next) => {
        const [lastBefore, nextBefore] = [copy(last), copy(next)];
        share(last, next);
        assert.deepEqual([last, next], [lastBefore, nextBefore]);
      }),
      seeded,
    );
  });

  it('keeps each named item that is equal, wherever it stands', () => {
    fc.assert(
      fc.property(named, named, (last, next) => {
        const shared = share(last, copy(next));
        for (const item of shared) {
          const before = last.find(({ name }) => name === item.name);
          if (before !== undefined && isEqual(before, item)) assert.equal(item, before);
        }
      }),
      seeded,
    );
  });

  it('keeps everything around one change', () => {
    const last = {
      routes: [
        {
          name: 'http.80',
          virtualHosts: [
            { name: 'a', routes: [1] },
            { name: 'b', routes: [2] },
          ],
        },
      ],
    };
    const next = copy(last);
    next.routes[0]?.virtualHosts[1]?.routes.push(3);
    const shared = share(last, next);
    assert.notEqual(shared, last);
    assert.equal(shared.routes[0]?.virtualHosts[0], last.routes[0]?.virtualHosts[0]);
    assert.notEqual(shared.routes[0]?.virtualHosts[1], last.routes[0]?.virtualHosts[1]);
  });

  it('keeps the nameless items on both sides of one that comes or goes', () => {
    const last = [{ v: 1 }, { v: 2 }, { v: 3 }];
    const added = share(last, [{ v: 1 }, { v: 9 }, { v: 2 }, { v: 3 }]);
    assert.deepEqual(
      [added[0], added[2], added[3]].map((item, index) => item === last[index]),
      [true, true, true],
    );
    const removed = share(last, [{ v: 1 }, { v: 3 }]);
    assert.equal(removed[0], last[0]);
    assert.equal(removed[1], last[2]);
  });

  it('takes keys such as __proto__ for data', () => {
    const text = '{"__proto__": {"x": 1}, "constructor": {"y": 2}}';
    const last = JSON.parse(text) as unknown;
    assert.equal(share(last, JSON.parse(text)), last);
    const next = share(last, JSON.parse('{"__proto__": {"x": 2}, "constructor": {"y": 2}}') as unknown);
    assert.equal(JSON.stringify(next), '{"__proto__":{"x":2},"constructor":{"y":2}}');
  });

  it('makes no object that was in neither value where nothing is shared', () => {
    const next = { a: [{ b: 1 }] };
    assert.equal(share({ c: 1 } as never, next), next);
    assert.deepEqual(parts(share(undefined, next)), parts(next));
  });
});

function isEqual(left: unknown, right: unknown): boolean {
  try {
    assert.deepEqual(left, right);
    return true;
  } catch {
    return false;
  }
}
