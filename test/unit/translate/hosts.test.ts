import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ServerHosts, sanitizeHosts, sniHosts } from '../../../src/translate/gateway/server-hosts.ts';
import { compareSpecificity, coveringWildcards, isSubsetOf } from '../../../src/translate/host.ts';
import { HostSet } from '../../../src/translate/host-set.ts';
import { resolveGatewayName, resolveHost } from '../../../src/translate/short-name.ts';

const label = fc.constantFrom('a', 'b', 'c');
const host = fc
  .tuple(fc.constantFrom('', '*'), fc.array(label, { minLength: 1, maxLength: 3 }))
  .map(([star, labels]) => (star === '' ? labels.join('.') : ['*', ...labels].join('.')));
const hosts = fc.array(fc.oneof(host, fc.constant('*')), { maxLength: 6 });
const seeded = { seed: 1 };

describe('hosts', () => {
  const subsets: readonly (readonly [string, string, boolean])[] = [
    ['a.x', '*.x', true],
    ['a.b.x', '*.x', true],
    ['*.b.x', '*.x', true],
    ['x', '*.x', false],
    ['*.x', 'a.x', false],
    ['*.x', '*.x', true],
    ['*.x', '*', true],
    ['*', '*.x', false],
    ['A.x', 'a.x', false],
  ];
  for (const [one, other, expected] of subsets) {
    it(`${one} is ${expected ? '' : 'not '}covered by ${other}`, () => assert.equal(isSubsetOf(one, other), expected));
  }

  it('are sorted exact before wildcard, longer before shorter, then by letters', () => {
    const sorted = ['*', 'b.x', '*.long.example', 'longer.x', 'a.x'].sort(compareSpecificity);
    assert.deepEqual(sorted, ['longer.x', 'a.x', 'b.x', '*.long.example', '*']);
  });

  it('know the wildcards that cover them, the most special first', () => {
    assert.deepEqual(coveringWildcards('a.b.c'), ['*.b.c', '*.c', '*']);
    assert.deepEqual(coveringWildcards('*.b.c'), ['*.c', '*']);
    assert.deepEqual(coveringWildcards('*'), []);
  });
});

describe('a set of hosts', () => {
  it('meets others in the more special of each pair, like a comparison of all pairs', () => {
    fc.assert(
      fc.property(hosts, hosts, (ours, theirs) => {
        const pairs = ours.flatMap((one) =>
          theirs.flatMap((other) => (isSubsetOf(one, other) ? [one] : isSubsetOf(other, one) ? [other] : [])),
        );
        assert.deepEqual([...new HostSet(ours).intersect(theirs)].sort(), [...new Set(pairs)].sort());
      }),
      seeded,
    );
  });

  it('overlaps what one of its hosts covers or is covered by', () => {
    fc.assert(
      fc.property(hosts, host, (ours, other) => {
        const expected = ours.some((one) => isSubsetOf(one, other) || isSubsetOf(other, one));
        assert.equal(new HostSet(ours).overlaps(other), expected);
      }),
      seeded,
    );
  });
});

describe('hosts of a server', () => {
  it('have their namespace completed', () => {
    assert.deepEqual(sanitizeHosts(['./a', '*/b', 'ns/c', 'd', '*'], 'own'), ['own/a', 'b', 'ns/c', 'd', '*']);
  });

  it('are everything where one of them is */*', () => {
    assert.deepEqual(sanitizeHosts(['a', '*/*'], 'own'), ['*']);
  });

  it('are shown to a namespace without those of others', () => {
    const server = new ServerHosts(['one/a', 'two/b', 'c']);
    assert.deepEqual(server.forNamespace('one').intersect(['a', 'b', 'c']), ['a', 'c']);
    assert.deepEqual(server.forNamespace('two').intersect(['a', 'b', 'c']), ['b', 'c']);
  });

  it('give sorted server names, or none where any will do', () => {
    assert.deepEqual(sniHosts(['ns/b', 'a', 'b']), ['a', 'b']);
    assert.deepEqual(sniHosts(['a', 'ns/*']), []);
  });
});

describe('short names', () => {
  it('of hosts are completed unless they have a dot or are no names', () => {
    assert.equal(resolveHost('reviews', 'ns'), 'reviews.ns.svc.cluster.local');
    for (const host of ['reviews.ns', '*', '*.x', '127.0.0.1', '::1', '']) assert.equal(resolveHost(host, 'ns'), host);
  });

  it('of gateways are completed, old spellings too', () => {
    assert.equal(resolveGatewayName('web', 'ns'), 'ns/web');
    assert.equal(resolveGatewayName('./web', 'ns'), 'ns/web');
    assert.equal(resolveGatewayName('other/web', 'ns'), 'other/web');
    assert.equal(resolveGatewayName('web.other.svc.cluster.local', 'ns'), 'other/web');
    assert.equal(resolveGatewayName('web.other', 'ns'), 'other/web');
    assert.equal(resolveGatewayName('mesh', 'ns'), 'mesh');
  });
});
