import assert from 'node:assert/strict';
import type { DestinationRuleSpec } from '../../../src/kinds/destination-rule/destination-rule.ts';
import type { KubeObject } from '../../../src/kinds/object.ts';
import type { GatewayProxy } from '../../../src/snapshot/proxy.ts';
import { buildSnapshot } from '../../../src/snapshot/snapshot.ts';
import { buildDestinationRuleIndex } from '../../../src/translate/destination-rule/destination-rule-index.ts';
import { policyForPort, policyForSubset } from '../../../src/translate/destination-rule/traffic-policy.ts';

const host = 'shop.team.svc.cluster.local';

function rule(name: string, namespace: string, spec: Partial<DestinationRuleSpec> = {}): KubeObject {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name, namespace },
    spec: { host, ...spec },
  };
}

function find(rules: readonly KubeObject[], proxyNamespace = 'istio-system') {
  const proxy: GatewayProxy = {
    namespace: proxyNamespace,
    workloads: ['w'],
    labelSets: [{ istio: 'ingressgateway' }],
    serviceTargets: [],
    locality: { region: '', zone: '', subZone: '' },
    metadata: {},
  };
  return buildDestinationRuleIndex(buildSnapshot({ revision: 1, objects: rules }), proxy).find(host, 'team');
}

const nameOf = (rules: readonly KubeObject[], proxyNamespace?: string) => find(rules, proxyNamespace)?.source.name;

describe('the DestinationRule of a service', () => {
  it('is that of the proxy’s namespace, else of the service’s, else of the root namespace', () => {
    const all = [rule('proxy', 'edge'), rule('service', 'team'), rule('root', 'istio-system')];
    assert.equal(nameOf(all, 'edge'), 'proxy');
    assert.equal(nameOf(all.slice(1), 'edge'), 'service');
    assert.equal(nameOf(all.slice(2), 'edge'), 'root');
    assert.equal(nameOf([rule('elsewhere', 'other')], 'edge'), undefined);
  });

  it('is for a proxy in the root namespace first a private one of that, and only last a general one', () => {
    const all = [
      rule('general', 'istio-system', { host: '*.svc.cluster.local' }),
      rule('service', 'team', { host: '*.team.svc.cluster.local' }),
    ];
    assert.equal(nameOf(all), 'service');
    assert.equal(nameOf([...all, rule('private', 'istio-system', { exportTo: ['.'] })]), 'private');
  });

  it('is of a namespace the most special, whatever the age', () => {
    const all = ['*', '*.cluster.local', '*.team.svc.cluster.local', host].map((one, index) =>
      rule(`r${index}`, 'team', { host: one }),
    );
    for (let last = all.length; last > 0; last--) assert.equal(nameOf(all.slice(0, last)), `r${last - 1}`);
  });

  it('is none that is not exported to the proxy', () => {
    assert.equal(nameOf([rule('private', 'team', { exportTo: ['.'] })]), undefined);
    assert.equal(nameOf([rule('named', 'team', { exportTo: ['istio-system'] })]), 'named');
  });

  it('may be named by a short host', () => {
    assert.equal(nameOf([rule('short', 'team', { host: 'shop' })]), 'short');
  });

  it('is the one whose workload selector fits, in the proxy’s own namespace only', () => {
    const selector = { workloadSelector: { matchLabels: { istio: 'ingressgateway' } } };
    const misses = { workloadSelector: { matchLabels: { istio: 'elsewhere' } } };
    assert.equal(nameOf([rule('all', 'edge'), rule('some', 'edge', selector)], 'edge'), 'some');
    assert.equal(nameOf([rule('all', 'edge'), rule('none', 'edge', misses)], 'edge'), 'all');
    assert.equal(nameOf([rule('far', 'team', selector)], 'edge'), undefined);
  });

  it('is merged of all of one host: subsets united by name, the first traffic policy', () => {
    const merged = find([
      rule('a', 'team', { subsets: [{ name: 'v1', labels: { v: '1' } }] }),
      rule('b', 'team', {
        subsets: [{ name: 'v1', labels: { v: 'x' } }, { name: 'v2' }],
        trafficPolicy: { loadBalancer: { simple: 'RANDOM' } },
      }),
      rule('c', 'team', { trafficPolicy: { loadBalancer: { simple: 'ROUND_ROBIN' } } }),
    ]);
    assert.deepEqual(
      merged?.subsets.map(({ subset, source, path }) => [subset.name, subset.labels?.v, source.name, path]),
      [
        ['v1', '1', 'a', 'spec.subsets[0]'],
        ['v2', undefined, 'b', 'spec.subsets[1]'],
      ],
    );
    assert.equal(merged?.trafficPolicy?.loadBalancer?.simple, 'RANDOM');
    assert.equal(merged?.source.name, 'a');
  });
});

describe('the traffic policy of a port', () => {
  const policy = {
    loadBalancer: { simple: 'RANDOM' },
    connectionPool: { tcp: { maxConnections: 1 } },
    portLevelSettings: [{ port: { number: 80 }, loadBalancer: { simple: 'ROUND_ROBIN' } }],
  } as const;

  it('stands instead of the whole policy', () => {
    assert.deepEqual(policyForPort(policy, 80), { loadBalancer: { simple: 'ROUND_ROBIN' } });
    assert.equal(policyForPort(policy, 81), policy);
    assert.equal(policyForPort(undefined, 80), undefined);
  });

  it('is overridden by a subset block by block', () => {
    const subset = { connectionPool: { tcp: { maxConnections: 2 } } };
    assert.deepEqual(policyForSubset(policyForPort(policy, 80), subset, 80), {
      loadBalancer: { simple: 'ROUND_ROBIN' },
      connectionPool: { tcp: { maxConnections: 2 } },
    });
  });

  it('is overridden as a whole by what a subset says of the port', () => {
    const subset = { portLevelSettings: [{ port: { number: 80 }, outlierDetection: {} }] };
    const { loadBalancer, connectionPool, outlierDetection } =
      policyForSubset(policyForPort(policy, 80), subset, 80) ?? {};
    assert.deepEqual([loadBalancer, connectionPool, outlierDetection], [undefined, undefined, {}]);
  });

  it('is that of the service for a subset that says nothing', () => {
    assert.equal(policyForSubset(policy, undefined, 80), policy);
  });
});
