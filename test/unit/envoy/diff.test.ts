// A delta, applied to tables as a reader across a thread keeps them, makes of the last config the next one.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Config, Secret } from '../../../src/envoy/config.ts';
import type { Changes, Delta } from '../../../src/envoy/delta.ts';
import { type ConfigState, diff, isEmptyDelta } from '../../../src/envoy/diff.ts';
import { filterChainKey } from '../../../src/envoy/filter-chain-key.ts';
import type { FilterChain, Listener } from '../../../src/envoy/listener.ts';
import type { RouteConfiguration, VirtualHost } from '../../../src/envoy/route.ts';
import { share } from '../../../src/envoy/share.ts';

const name = fc.constantFrom('a', 'b', 'c');
const byName = { selector: ({ name }: { readonly name: string }) => name };
const few = { maxLength: 3 };

const chain: fc.Arbitrary<FilterChain> = fc
  .record({ sni: fc.constantFrom('', 'a', 'b'), timeout: fc.constantFrom('1s', '2s') })
  .map(({ sni, timeout }) => ({
    ...(sni !== '' && { filterChainMatch: { serverNames: [sni] } }),
    filters: [],
    transportSocketConnectTimeout: timeout,
  }));
const chainKey = ({ filterChainMatch }: FilterChain) => filterChainKey(filterChainMatch);
const listener: fc.Arbitrary<Listener> = fc.record({
  name,
  address: fc.constantFrom('127.0.0.1', '127.0.0.2').map((address) => ({ socketAddress: { address, portValue: 80 } })),
  filterChains: fc.uniqueArray(chain, { selector: chainKey, ...few }),
});
const virtualHost: fc.Arbitrary<VirtualHost> = fc.record({
  name,
  domains: fc.constantFrom(['x'], ['y']),
  routes: fc.constant([]),
});
const routeConfiguration: fc.Arbitrary<RouteConfiguration> = fc.record({
  name,
  virtualHosts: fc.uniqueArray(virtualHost, { ...byName, ...few }),
});
const config: fc.Arbitrary<Config> = fc.record({
  listeners: fc.uniqueArray(listener, { ...byName, ...few }),
  routes: fc.uniqueArray(routeConfiguration, { ...byName, ...few }),
  clusters: fc.uniqueArray(fc.record({ name, type: fc.constantFrom('EDS' as const, 'STATIC' as const) }), {
    ...byName,
    ...few,
  }),
  endpoints: fc.uniqueArray(name, few).map((names) => names.map((clusterName) => ({ clusterName, endpoints: [] }))),
});
const secrets: fc.Arbitrary<Secret[]> = fc.uniqueArray(
  fc.record({ name, validation: fc.constantFrom('1', '2').map((trustedCaPem) => ({ trustedCaPem })) }),
  { ...byName, ...few },
);
const state: fc.Arbitrary<ConfigState> = fc.record({ config, secrets }).map((one) => structuredClone(one));
const seeded = { seed: 1 };

describe('the delta between two configs', () => {
  it('makes the next of the last, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(state, { minLength: 1, maxLength: 4 }), (states) => {
        const reader = new Reader();
        let last: ConfigState | undefined;
        for (const one of states) {
          const next = share(last, one);
          reader.apply(structuredClone(diff(1, last, next)));
          assert.deepEqual(reader.state(), sorted(one));
          last = next;
        }
      }),
      seeded,
    );
  });

  it('is empty between equal configs', () => {
    fc.assert(
      fc.property(state, (one) => isEmptyDelta(diff(2, one, share(one, structuredClone(one))))),
      seeded,
    );
  });

  it('names only the virtual host that changed', () => {
    const host = (route: string) => ({ name: 'a', domains: ['a'], routes: [{ match: { prefix: route } }] });
    const make = (route: string): ConfigState => ({
      config: {
        listeners: [],
        routes: [{ name: 'http.80', virtualHosts: [host(route), { name: 'b', domains: ['b'], routes: [] }] }],
        clusters: [],
        endpoints: [],
      },
      secrets: [],
    });
    const last = make('/a');
    const delta = diff(3, last, share(last, make('/b')));
    const [change] = delta.routes.changed;
    assert.equal(delta.routes.changed.length, 1);
    assert.deepEqual(
      change?.virtualHosts.changed.map((one) => one.name),
      ['a'],
    );
    assert.deepEqual(change?.virtualHosts.removed, []);
    assert.equal(delta.revision, 3);
  });
});

/** Keeps tables and replaces only what a delta names. */
class Reader {
  readonly #listeners = new Map<string, { rest: object; chains: Map<string, FilterChain> }>();
  readonly #routes = new Map<string, { rest: object; hosts: Map<string, VirtualHost> }>();
  readonly #clusters = new Map<string, unknown>();
  readonly #endpoints = new Map<string, unknown>();
  readonly #secrets = new Map<string, unknown>();

  apply(delta: Delta): void {
    for (const { listener, chains } of delta.listeners.changed) {
      const table = this.#listeners.get(listener.name)?.chains ?? new Map<string, FilterChain>();
      for (const { key, chain } of chains.changed) table.set(key, chain);
      for (const key of chains.removed) table.delete(key);
      this.#listeners.set(listener.name, { rest: listener, chains: table });
    }
    for (const key of delta.listeners.removed) this.#listeners.delete(key);
    for (const { routeConfiguration, virtualHosts } of delta.routes.changed) {
      const table = this.#routes.get(routeConfiguration.name)?.hosts ?? new Map<string, VirtualHost>();
      replace(table, virtualHosts, (host) => host.name);
      this.#routes.set(routeConfiguration.name, { rest: routeConfiguration, hosts: table });
    }
    for (const key of delta.routes.removed) this.#routes.delete(key);
    replace(this.#clusters, delta.clusters, (cluster) => cluster.name);
    replace(this.#endpoints, delta.endpoints, (assignment) => assignment.clusterName);
    replace(this.#secrets, delta.secrets, (secret) => secret.name);
  }

  state(): unknown {
    return sorted({
      config: {
        listeners: [...this.#listeners.values()].map(({ rest, chains }) => ({
          ...rest,
          filterChains: [...chains.values()],
        })),
        routes: [...this.#routes.values()].map(({ rest, hosts }) => ({ ...rest, virtualHosts: [...hosts.values()] })),
        clusters: [...this.#clusters.values()],
        endpoints: [...this.#endpoints.values()],
      } as unknown as Config,
      secrets: [...this.#secrets.values()] as Secret[],
    });
  }
}

function replace<T>(table: Map<string, unknown>, { changed, removed }: Changes<T>, keyOf: (item: T) => string): void {
  for (const item of changed) table.set(keyOf(item), item);
  for (const key of removed) table.delete(key);
}

/** Tables have no order. */
function sorted({ config, secrets }: ConfigState): unknown {
  const order = <T>(list: readonly T[], keyOf: (item: T) => string) =>
    [...list].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
  return {
    listeners: order(
      config.listeners.map((one) => ({ ...one, filterChains: order(one.filterChains, chainKey) })),
      (one) => one.name,
    ),
    routes: order(
      config.routes.map((one) => ({ ...one, virtualHosts: order(one.virtualHosts, (host) => host.name) })),
      (one) => one.name,
    ),
    clusters: order(config.clusters, (one) => one.name),
    endpoints: order(config.endpoints, (one) => one.clusterName),
    secrets: order(secrets, (one) => one.name),
  };
}
