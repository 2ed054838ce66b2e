import assert from 'node:assert/strict';
import { DnsDiscovery, type Resolved } from '../../../../src/engine/cluster/dns-discovery.ts';
import type { EndpointFacts } from '../../../../src/engine/cluster/endpoint.ts';
import type { Cluster } from '../../../../src/envoy/cluster.ts';

const nameOf = (name: string, portValue: number) => ({
  endpoint: { address: { socketAddress: { address: name, portValue } } },
});
const dnsCluster = (changes: Partial<Cluster> = {}, names = ['api.example.net']): Cluster => ({
  name: 'outbound|80||api.example.net',
  type: 'STRICT_DNS',
  dnsRefreshRate: '60s',
  loadAssignment: { clusterName: 'c', endpoints: [{ lbEndpoints: names.map((name) => nameOf(name, 8080)) }] },
  ...changes,
});

describe('clusters with names', () => {
  /** What the endpoints are after the first answer. */
  const discover = async (config: Cluster, answers: Record<string, Resolved>): Promise<readonly EndpointFacts[]> => {
    let found: readonly EndpointFacts[] = [];
    const resolve = async (name: string) => {
      const answer = answers[name];
      if (answer === undefined) throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
      return answer;
    };
    const discovery = new DnsDiscovery(config, resolve, (endpoints) => {
      found = endpoints;
    });
    await discovery.started;
    discovery.stop();
    return found;
  };
  const addresses = (found: readonly EndpointFacts[]) => found.map(({ host, port }) => `${host} ${port}`);
  const both: Resolved = { addresses: ['10.0.0.1', '10.0.0.2', 'fd00::1'], ttlMs: 1000 };

  it('have an endpoint for each address', async () => {
    const found = await discover(dnsCluster({ dnsLookupFamily: 'ALL' }), { 'api.example.net': both });
    assert.deepEqual(addresses(found), ['10.0.0.1 8080', '10.0.0.2 8080', 'fd00::1 8080']);
    assert.equal(found[0]?.hostname, 'api.example.net');
  });

  it('have one endpoint where they are logical', async () => {
    const found = await discover(dnsCluster({ type: 'LOGICAL_DNS', dnsLookupFamily: 'V4_ONLY' }), {
      'api.example.net': both,
    });
    assert.deepEqual(addresses(found), ['10.0.0.1 8080']);
  });

  it('prefer the family they are told to', async () => {
    const answers = { 'api.example.net': both };
    assert.deepEqual(addresses(await discover(dnsCluster(), answers)), ['fd00::1 8080']);
    assert.equal((await discover(dnsCluster({ dnsLookupFamily: 'V4_PREFERRED' }), answers)).length, 2);
  });

  it('do without the names that do not resolve', async () => {
    const found = await discover(dnsCluster({}, ['gone.example.net', 'api.example.net', '10.1.1.1']), {
      'api.example.net': { addresses: ['10.0.0.1'], ttlMs: undefined },
    });
    assert.deepEqual(addresses(found), ['10.0.0.1 8080', '10.1.1.1 8080']);
  });
});
