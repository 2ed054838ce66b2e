// Values computed by Envoy's own tests: test/common/common/hash_test.cc, ring_hash_lb_test.cc and maglev_lb_test.cc.
import assert from 'node:assert/strict';
import { hashShares } from '../../../../src/engine/load-balancer/hash-shares.ts';
import type { LoadBalancer } from '../../../../src/engine/load-balancer/load-balancer.ts';
import type { Located } from '../../../../src/engine/load-balancer/locality.ts';
import { Maglev } from '../../../../src/engine/load-balancer/maglev.ts';
import { type Prioritised, PrioritySet } from '../../../../src/engine/load-balancer/priority-set.ts';
import { RingHash } from '../../../../src/engine/load-balancer/ring-hash.ts';
import { xxHash64 } from '../../../../src/engine/load-balancer/xx-hash64.ts';
import type { Cluster } from '../../../../src/envoy/cluster.ts';
import { cluster, seededRandom } from '../../../support/engine.ts';

const MAX = 2n ** 64n - 1n;

function endpoint(port: number, changes: Partial<Prioritised> = {}): Prioritised {
  return {
    address: `127.0.0.1:${port}`,
    addedAt: 0,
    weight: 1,
    activeRequests: 0,
    locality: '',
    localityWeight: 0,
    priority: 0,
    healthy: true,
    ...changes,
  };
}

const six = () => [90, 91, 92, 93, 94, 95].map((port) => endpoint(port));
const portOf = (chosen: Located | undefined) => Number(chosen?.address.split(':')[1]);

describe('XXH64', () => {
  const table: readonly [string, bigint][] = [
    ['foo', 3728699739546630719n],
    ['bar', 5234164152756840025n],
    ['foo\nbar', 8917841378505826757n],
    ['lyft', 4400747396090729504n],
    ['', 17241709254077376921n],
  ];
  for (const [text, hash] of table)
    it(`of ${JSON.stringify(text)} is Envoy's`, () => {
      assert.equal(xxHash64(Buffer.from(text)), hash);
    });

  it('takes a seed, as where several values are hashed', () => {
    assert.equal(xxHash64(Buffer.from('bar'), xxHash64(Buffer.from('foo'))), 17745830980996999794n);
  });

  // The sanity check of the reference implementation (tests/sanity_test_vectors.h): a buffer made by a generator.
  it('of long inputs is the reference implementation’s', () => {
    const bytes = sanityBuffer(222);
    assert.equal(xxHash64(bytes), 0xb641ae8cb691c174n);
    assert.equal(xxHash64(bytes, 2654435761n), 0x20cb8ab7ae10c14an);
  });
});

function sanityBuffer(length: number): Uint8Array {
  let generator = 2654435761n;
  return Uint8Array.from({ length }, () => {
    const byte = Number((generator >> 56n) & 0xffn);
    generator = BigInt.asUintN(64, generator * 11400714785074694797n);
    return byte;
  });
}

describe('the hash ring', () => {
  const ring = (endpoints: readonly Prioritised[], minimumRingSize: number, maximumRingSize?: number) =>
    new RingHash(hashShares(endpoints, false), {
      minimumRingSize,
      ...(maximumRingSize !== undefined && { maximumRingSize }),
    });

  const places: readonly [number, bigint][] = [
    [94, 833437586790550860n],
    [92, 928266305478181108n],
    [90, 1033482794131418490n],
    [95, 3551244743356806947n],
    [93, 3851675632748031481n],
    [91, 5583722120771150861n],
    [91, 6311230543546372928n],
    [93, 7700377290971790572n],
    [95, 13144177310400110813n],
    [92, 13444792449719432967n],
    [94, 15516499411664133160n],
    [90, 16117243373044804889n],
  ];
  for (const [at, [port, hash]] of places.entries())
    it(`has endpoint ${port} at ${hash}`, () => {
      const balancer = ring(six(), 12);
      assert.equal(portOf(balancer.choose(hash)), port);
      assert.equal(portOf(balancer.choose(hash + 1n)), places[(at + 1) % places.length]?.[0]);
    });

  it('begins again after its end', () => {
    const balancer = ring(six(), 12);
    assert.deepEqual([portOf(balancer.choose(0n)), portOf(balancer.choose(MAX))], [94, 94]);
  });

  it('goes on to the next place where an endpoint is not wanted', () => {
    const balancer = ring(six(), 12);
    assert.deepEqual(
      [0, 1, 2].map((attempt) => portOf(balancer.choose(0n, attempt))),
      [94, 92, 90],
    );
  });

  it('has none to choose where there is none', () => {
    assert.equal(ring([], 12).choose(1n), undefined);
  });

  it('gives endpoints places by their weight', () => {
    const balancer = ring([endpoint(90, { weight: 1 }), endpoint(91, { weight: 3 })], 1024);
    const step = 2n ** 64n / 4000n;
    let heavy = 0;
    for (let i = 0n; i < 4000n; i++) if (portOf(balancer.choose(i * step)) === 91) heavy++;
    assert.ok(heavy > 2700 && heavy < 3300, String(heavy));
  });

  it('keeps most keys where they are when an endpoint leaves', () => {
    const before = ring(six(), 1024);
    const after = ring(six().slice(1), 1024);
    const step = 2n ** 64n / 1000n;
    let moved = 0;
    for (let i = 0n; i < 1000n; i++) {
      const was = portOf(before.choose(i * step));
      if (was !== 90 && portOf(after.choose(i * step)) !== was) moved++;
    }
    assert.ok(moved < 200, `${moved} of 1000 moved between endpoints that stay`);
  });

  it('refuses sizes that contradict each other', () => {
    assert.throws(() => ring(six(), 20, 10), /minimum size 20/);
  });
});

describe('the Maglev table', () => {
  const maglev = (endpoints: readonly Prioritised[], tableSize: number, byLocality = false) =>
    new Maglev(hashShares(endpoints, byLocality), { tableSize });
  const ports = (balancer: Maglev<Prioritised>, size: number) =>
    Array.from({ length: size }, (_, hash) => portOf(balancer.choose(BigInt(hash))));

  it('is filled as Envoy fills it, whatever the order of the endpoints', () => {
    const expected = [92, 94, 90, 91, 95, 90, 93];
    assert.deepEqual(ports(maglev(six(), 7), 7), expected);
    assert.deepEqual(ports(maglev(six().reverse(), 7), 7), expected);
  });

  it('gives places by weight', () => {
    const balancer = maglev([endpoint(90, { weight: 1 }), endpoint(91, { weight: 2 })], 17);
    assert.deepEqual(ports(balancer, 17), [91, 90, 90, 91, 90, 91, 91, 90, 91, 91, 91, 91, 91, 90, 91, 90, 91]);
  });

  it('gives the weight of a locality to its endpoints, and nothing to one without', () => {
    const a = { locality: 'a', localityWeight: 1 };
    const balancer = maglev(
      [endpoint(90, { ...a, weight: 7 }), endpoint(91, { locality: 'b', localityWeight: 0 })],
      7,
      true,
    );
    assert.deepEqual(new Set(ports(balancer, 7)), new Set([90]));
  });

  it('turns the hash over for another endpoint', () => {
    const balancer = maglev(six(), 7);
    assert.deepEqual(
      [0, 1, 2].map((attempt) => portOf(balancer.choose(10n, attempt))),
      [91, 90, 95],
    );
  });

  it('refuses a size that is no prime', () => {
    assert.throws(() => maglev(six(), 8), /prime/);
  });
});

describe('clusters that hash', () => {
  const set = (config: Partial<Cluster>, endpoints: readonly Prioritised[]) =>
    new PrioritySet(cluster('a', config), endpoints, seededRandom(1));

  it('choose anywhere without a hash', () => {
    const balancer = set({ lbPolicy: 'RING_HASH' }, six());
    const chosen = new Set(Array.from({ length: 200 }, () => portOf(balancer.choose())));
    assert.equal(chosen.size, 6);
  });

  it('choose the priority by the hash too', () => {
    // 2 of 4 healthy: 70 percent of the keys stay at the first priority.
    const first = [90, 91, 92, 93].map((port, at) => endpoint(port, { healthy: at < 2 }));
    const balancer = set({ lbPolicy: 'MAGLEV' }, [...first, endpoint(94, { priority: 1 })]);
    assert.notEqual(portOf(balancer.choose(69n)), 94);
    assert.equal(portOf(balancer.choose(70n)), 94);
  });

  it('leave unhealthy endpoints out', () => {
    const balancer = set({ lbPolicy: 'RING_HASH' }, [endpoint(90, { healthy: false }), endpoint(91)]);
    for (let i = 0n; i < 50n; i++) assert.equal(portOf(balancer.choose(i << 58n)), 91);
  });
});

// Recorded from Envoy 1.40 with Istio's configuration: three endpoints, a ring of at least 1024 places, a table of 1021.
describe('keys at three endpoints', () => {
  const three = [1, 2, 3].map((n) => ({ ...endpoint(0), address: `127.0.1.${n}:${9000 + n}` }));
  const ring = new RingHash(hashShares(three, false), { minimumRingSize: '1024' });
  const table = new Maglev(hashShares(three, false), { tableSize: '1021' });
  const recorded: readonly [string, string, LoadBalancer<Located>, number][] = [
    ['alice', 'ring', ring, 9001],
    ['bob', 'ring', ring, 9002],
    ['a', 'ring', ring, 9002],
    ['b', 'ring', ring, 9001],
    ['abc', 'ring', ring, 9002],
    ['alice', 'table', table, 9001],
  ];
  for (const [key, where, balancer, port] of recorded)
    it(`${key} is at ${port} of the ${where}`, () => {
      assert.equal(portOf(balancer.choose(xxHash64(Buffer.from(key)))), port);
    });
});
