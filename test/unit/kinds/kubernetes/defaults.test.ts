import assert from 'node:assert/strict';
import { findKind } from '../../../../src/kinds/registry.ts';
import { decodeOne, storedObject } from '../../../support/decode-one.ts';

const objects: readonly string[] = [
  '{apiVersion: v1, kind: Namespace, metadata: {name: a}}',
  '{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {a: text}}',
  '{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: text}}',
  '{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {type: LoadBalancer, sessionAffinity: ClientIP, ports: [{port: 80}]}}',
  '{apiVersion: v1, kind: Endpoints, metadata: {name: a}, subsets: [{addresses: [{ip: 127.0.0.1}], ports: [{port: 80}]}]}',
  '{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: a}, addressType: IPv4, ports: [{port: 80}]}',
  '{apiVersion: extensions/v1beta1, kind: Ingress, metadata: {name: a}, spec: {rules: [{host: a}]}}',
  '{apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: a}, spec: {controller: a.io/b, parameters: {kind: K, name: settings}}}',
  '{apiVersion: extensions/v1beta1, kind: Deployment, metadata: {name: a}, spec: {template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}}}',
];

describe('what is stored', () => {
  for (const text of objects) {
    const name = /kind: (\w+)/.exec(text)?.[1];

    it(`has no further defaults: ${name}`, async () => {
      const stored = await storedObject(text);
      const module = await findKind(stored.apiVersion, stored.kind)?.load();
      assert.deepEqual(module?.applyDefaults(stored), stored);
    });

    it(`can be read again in every version: ${name}`, async () => {
      const stored = await storedObject(text);
      const kind = findKind(stored.apiVersion, stored.kind);
      const module = await kind?.load();
      for (const apiVersion of kind?.served ?? []) {
        const view = module?.fromStorage(stored, apiVersion);
        const { object, problems } = await decodeOne(JSON.stringify(view));
        assert.deepEqual(
          problems.filter(({ severity }) => severity === 'error'),
          [],
        );
        assert.deepEqual(object, stored);
      }
    });
  }
});
