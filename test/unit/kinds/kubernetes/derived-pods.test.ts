import assert from 'node:assert/strict';
import type { Deployment } from '../../../../src/kinds/kubernetes/deployment.ts';
import { deriveDeploymentStatus, derivePods } from '../../../../src/kinds/kubernetes/derived-pods.ts';

const deployment: Deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'gateway', namespace: 'istio-system', creationTimestamp: '2026-01-01T00:00:00Z' },
  spec: {
    replicas: 2,
    selector: { matchLabels: { istio: 'ingressgateway' } },
    template: {
      metadata: { labels: { istio: 'ingressgateway' } },
      spec: { containers: [{ name: 'proxy', image: 'ictl' }] },
    },
  },
};

describe('derived Pods', () => {
  it('are as many as the Deployment wants, with names as Kubernetes makes them', () => {
    const names = derivePods([deployment], { serverRunning: true }).map(({ metadata }) => metadata.name);
    assert.equal(new Set(names).size, 2);
    for (const name of names) assert.match(name, /^gateway-[b-df-hj-np-tv-xz2-9]{10}-[b-df-hj-np-tv-xz2-9]{5}$/);
  });

  it('keep their names until the template changes', () => {
    const names = (of: Deployment): readonly string[] =>
      derivePods([of], { serverRunning: false }).map(({ metadata }) => metadata.name);
    const labelled = { ...deployment, metadata: { ...deployment.metadata, labels: { a: 'b' } } };
    const spec = { ...deployment.spec, template: { spec: { containers: [{ name: 'other' }] } } } as Deployment['spec'];
    assert.deepEqual(names(labelled), names(deployment));
    assert.notDeepEqual(names({ ...deployment, ...(spec === undefined ? {} : { spec }) }), names(deployment));
  });

  it('have the labels of the template, the address of the machine, and are ready while a server runs', () => {
    const [running] = derivePods([deployment], { serverRunning: true });
    const [stopped] = derivePods([deployment], { serverRunning: false });
    assert.equal(running?.metadata.namespace, 'istio-system');
    assert.equal(running?.metadata.labels?.istio, 'ingressgateway');
    assert.equal(running?.status?.hostIP, '127.0.0.1');
    assert.equal(stopped?.status?.hostIP, '127.0.0.1');
    assert.deepEqual([running?.status?.phase, stopped?.status?.phase], ['Running', 'Pending']);
    assert.deepEqual(
      [running, stopped].map((pod) => pod?.status?.conditions?.find(({ type }) => type === 'Ready')?.status),
      ['True', 'False'],
    );
  });

  it('give the Deployment its status', () => {
    const statusOf = (serverRunning: boolean) => {
      const { conditions = [], ...counts } = deriveDeploymentStatus(deployment, { serverRunning }).status ?? {};
      return { ...counts, conditions: conditions.map(({ type, status, reason }) => `${type}=${status} ${reason}`) };
    };
    assert.deepEqual(statusOf(true), {
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      conditions: ['Available=True MinimumReplicasAvailable', 'Progressing=True NewReplicaSetAvailable'],
    });
    assert.deepEqual(statusOf(false), {
      replicas: 2,
      updatedReplicas: 2,
      conditions: ['Available=False MinimumReplicasUnavailable', 'Progressing=True NewReplicaSetAvailable'],
    });
  });
});
