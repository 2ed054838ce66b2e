import assert from 'node:assert/strict';
import type { KubeObject } from '../../../src/kinds/object.ts';
import { buildProxy } from '../../../src/snapshot/gateway-proxy.ts';
import { buildSnapshot } from '../../../src/snapshot/snapshot.ts';

function deployment(name: string, namespace: string, labels: Readonly<Record<string, string>>): KubeObject {
  const containers = [{ name: 'proxy', ports: [{ name: 'web', containerPort: 8080 }] }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { selector: {}, template: { metadata: { labels }, spec: { containers } } },
  };
}

function service(
  name: string,
  selector: Readonly<Record<string, string>>,
  ports: readonly object[],
  labels = {},
): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'istio-system', labels },
    spec: { selector, ports },
  };
}

const gateway = deployment('istio-ingressgateway', 'istio-system', { istio: 'ingressgateway' });
const legacy = deployment('istio-ingress', 'istio-system', { istio: 'ingress' });

const proxyOf = (objects: readonly KubeObject[], options = {}) =>
  buildProxy(buildSnapshot({ revision: 1, objects }), options);

describe('the proxy that is played', () => {
  it('has the labels of both gateways of the local cluster', () => {
    const { proxy, findings } = proxyOf([legacy, gateway]);
    assert.deepEqual(proxy.workloads, ['istio-system/istio-ingressgateway', 'istio-system/istio-ingress']);
    assert.deepEqual(proxy.labelSets, [{ istio: 'ingressgateway' }, { istio: 'ingress' }]);
    assert.equal(proxy.namespace, 'istio-system');
    assert.deepEqual(findings, []);
  });

  it('is another Deployment where one is named', () => {
    const { proxy } = proxyOf([gateway, deployment('edge', 'team-a', { app: 'edge' })], { gateway: 'edge.team-a' });
    assert.deepEqual([proxy.namespace, proxy.labelSets], ['team-a', [{ app: 'edge' }]]);
  });

  it('leaves a finding where its Deployment does not exist', () => {
    const { proxy, findings } = proxyOf([], { gateway: 'edge.team-a' });
    assert.deepEqual(proxy.labelSets, []);
    assert.equal(findings[0]?.code, 'ICTL0030');
    assert.match(findings[0]?.message ?? '', /edge\.team-a/);
  });

  it('is reached by the ports of the Services that select it, those of its first workload first', () => {
    const { proxy } = proxyOf([
      gateway,
      legacy,
      service('a-legacy', { istio: 'ingress' }, [{ port: 80 }]),
      service('z-gateway', { istio: 'ingressgateway' }, [
        { name: 'http', port: 80, targetPort: 'web', nodePort: 31380 },
        { name: 'same', port: 81 },
        { name: 'text', port: 82, targetPort: '9000' },
        { name: 'unknown', port: 83, targetPort: 'nosuch' },
      ]),
      service('elsewhere', { app: 'other' }, [{ port: 80 }]),
      service('everything', {}, [{ port: 80 }]),
    ]);
    assert.deepEqual(
      proxy.serviceTargets.map(({ serviceName, port, targetPort, nodePort }) => [
        serviceName,
        port,
        targetPort,
        nodePort,
      ]),
      [
        ['z-gateway', 80, 8080, 31380],
        ['z-gateway', 81, 81, undefined],
        ['z-gateway', 82, 9000, undefined],
        ['z-gateway', 83, 83, undefined],
        ['a-legacy', 80, 80, undefined],
      ],
    );
  });

  it('does not count a Service that says its ports are not to be translated', () => {
    const labels = { 'experimental.istio.io/disable-gateway-port-translation': 'true' };
    const { proxy } = proxyOf([
      gateway,
      service('raw', { istio: 'ingressgateway' }, [{ port: 80, targetPort: 1 }], labels),
    ]);
    assert.deepEqual(proxy.serviceTargets, []);
  });

  it('has the metadata that the mesh config sets for proxies', () => {
    const mesh = 'defaultConfig: {proxyMetadata: {ISTIO_META_HTTP10: "1", OTHER: x}}';
    const config = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'istio', namespace: 'istio-system' },
      data: { mesh },
    };
    assert.deepEqual(proxyOf([gateway, config]).proxy.metadata, { HTTP10: '1' });
  });

  it('has the locality its label says', () => {
    const placed = deployment('istio-ingressgateway', 'istio-system', { 'istio-locality': 'eu.a.1' });
    assert.deepEqual(proxyOf([placed]).proxy.locality, { region: 'eu', zone: 'a', subZone: '1' });
  });
});
