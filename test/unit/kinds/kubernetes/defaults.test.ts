import assert from 'node:assert/strict';
import { findKind } from '../../../../src/kinds/registry.ts';
import { decodeOne, storedObject } from '../../../support/decode-one.ts';

const template =
  '{metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}}';
const jobPods = '{metadata: {labels: {a: b}}, spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}';

/** One metric of each type; the utilization of the CPU last, where autoscaling/v1 puts it. */
const allMetrics = `[
  {type: Resource, resource: {name: memory, target: {type: AverageValue, averageValue: 10Mi}}},
  {type: ContainerResource, containerResource: {name: cpu, container: c, target: {type: Utilization, averageUtilization: 5}}},
  {type: Pods, pods: {metric: {name: m, selector: {matchLabels: {a: b}}}, target: {type: AverageValue, averageValue: "5"}}},
  {type: Object, object: {describedObject: {kind: Service, name: a}, metric: {name: m}, target: {type: Value, value: 2k}}},
  {type: External, external: {metric: {name: m}, target: {type: AverageValue, averageValue: "7"}}},
  {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}
]`;

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
  `{apiVersion: extensions/v1beta1, kind: DaemonSet, metadata: {name: a}, spec: {template: ${template}}}`,
  `{apiVersion: apps/v1beta1, kind: StatefulSet, metadata: {name: a}, spec: {template: ${template}}}`,
  `{apiVersion: extensions/v1beta1, kind: ReplicaSet, metadata: {name: a}, spec: {template: ${template}}}`,
  `{apiVersion: v1, kind: ReplicationController, metadata: {name: a}, spec: {template: ${template}}}`,
  `{apiVersion: batch/v1, kind: Job, metadata: {name: a}, spec: {template: ${jobPods}}}`,
  `{apiVersion: batch/v1beta1, kind: CronJob, metadata: {name: a}, spec: {schedule: '@hourly', jobTemplate: {spec: {template: ${jobPods}}}}}`,
  '{apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, metadata: {name: a}, spec: {maxReplicas: 3, scaleTargetRef: {kind: Deployment, name: a}}}',
  `{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: a, annotations: {kept: "1"}}, spec: {maxReplicas: 3, scaleTargetRef: {kind: Deployment, name: a}, metrics: ${allMetrics}, behavior: {scaleUp: {stabilizationWindowSeconds: 3}}}}`,
  '{apiVersion: policy/v1beta1, kind: PodDisruptionBudget, metadata: {name: a}, spec: {maxUnavailable: 10%, selector: {}}}',
  '{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: a}, spec: {minAvailable: 1, selector: {}}}',
  '{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a}, spec: {podSelector: {}, ingress: [{ports: [{port: 80}]}], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}}',
  '{apiVersion: v1, kind: ServiceAccount, metadata: {name: a}, imagePullSecrets: [{name: b}]}',
  '{apiVersion: rbac.authorization.k8s.io/v1alpha1, kind: Role, metadata: {name: a}, rules: [{verbs: [get], apiGroups: [""], resources: [secrets]}]}',
  '{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: "system:a"}, rules: [{verbs: [get], nonResourceURLs: [/healthz]}]}',
  '{apiVersion: rbac.authorization.k8s.io/v1beta1, kind: RoleBinding, metadata: {name: a}, roleRef: {kind: Role, name: a}, subjects: [{kind: ServiceAccount, name: a}, {kind: User, name: b}]}',
  '{apiVersion: rbac.authorization.k8s.io/v1alpha1, kind: ClusterRoleBinding, metadata: {name: a}, roleRef: {kind: ClusterRole, name: a, apiGroup: rbac.authorization.k8s.io}, subjects: [{kind: User, name: "*"}]}',
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
