import assert from 'node:assert/strict';
import type { KubeObject } from '../../../src/kinds/object.ts';
import { buildSnapshot } from '../../../src/snapshot/snapshot.ts';

function gateway(name: string, namespace: string, creationTimestamp?: string): KubeObject {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'Gateway',
    metadata: { name, namespace, ...(creationTimestamp && { creationTimestamp }) },
  };
}

const namesOf = (objects: readonly KubeObject[]) =>
  buildSnapshot({ revision: 1, objects }).gateways.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

describe('a snapshot', () => {
  it('orders objects by age, then name, then namespace', () => {
    assert.deepEqual(
      namesOf([
        gateway('b', 'z', '2026-01-01T00:00:01Z'),
        gateway('b', 'a', '2026-01-01T00:00:01Z'),
        gateway('a', 'z', '2026-01-01T00:00:02Z'),
        gateway('c', 'z', '2026-01-01T00:00:00Z'),
      ]),
      ['z/c', 'a/b', 'z/b', 'z/a'],
    );
  });

  it('counts ages in whole seconds', () => {
    const names = namesOf([
      gateway('b', 'n', '2026-01-01T00:00:01.100Z'),
      gateway('a', 'n', '2026-01-01T00:00:01.900Z'),
    ]);
    assert.deepEqual(names, ['n/a', 'n/b']);
  });

  it('takes an object without an age, or with none that can be read, for the oldest', () => {
    const names = namesOf([
      gateway('c', 'n', '2026-01-01T00:00:01Z'),
      gateway('b', 'n', 'yesterday'),
      gateway('a', 'n'),
    ]);
    assert.deepEqual(names, ['n/a', 'n/b', 'n/c']);
  });

  it('compares names by code units, whatever the locale', () => {
    assert.deepEqual(namesOf([gateway('a', 'n'), gateway('B', 'n')]), ['n/B', 'n/a']);
  });

  it('holds the very objects it was given', () => {
    const object = gateway('a', 'n');
    assert.equal(buildSnapshot({ revision: 1, objects: [object] }).gateways[0], object);
  });

  it('finds the slices of a Service by their label', () => {
    const slice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { name: 's', namespace: 'n', labels: { 'kubernetes.io/service-name': 'shop' } },
      addressType: 'IPv4',
    };
    assert.deepEqual(buildSnapshot({ revision: 1, objects: [slice] }).endpointSlices.get('n/shop'), [slice]);
  });

  const configMap = (mesh: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio', namespace: 'istio-system' },
    data: { mesh },
  });

  it('has the mesh config of ConfigMap istio, on top of the defaults of Istio', () => {
    const { meshConfig, findings } = buildSnapshot({ revision: 1, objects: [configMap('connectTimeout: 3s')] });
    assert.deepEqual([meshConfig.connectTimeout, meshConfig.ingressClass], ['3s', 'istio']);
    assert.deepEqual(findings, []);
  });

  it('prefers the mesh config that was given at start', () => {
    const input = { revision: 1, objects: [configMap('connectTimeout: 3s')], meshConfigText: 'connectTimeout: 4s' };
    assert.equal(buildSnapshot(input).meshConfig.connectTimeout, '4s');
  });

  for (const [what, text] of [
    ['is not YAML', 'a: [1'],
    ['has an unknown field', 'nosuch: 1'],
  ]) {
    it(`goes on with the defaults where the mesh config ${what}, and says so`, () => {
      const { meshConfig, findings } = buildSnapshot({ revision: 1, objects: [configMap(text ?? '')] });
      assert.equal(meshConfig.connectTimeout, '10s');
      assert.equal(findings[0]?.severity, 'error');
      assert.equal(findings[0]?.resource?.kind, 'ConfigMap');
    });
  }
});
