// How strategic merge patches treat the lists of Kubernetes' own kinds: the patchStrategy and patchMergeKey of the Go
// types (k8s.io/api: core/v1, apps/v1, batch/v1, policy/v1, rbac/v1, networking/v1; apimachinery: meta/v1). Statuses are
// left out, for they are computed. Lists that are not named are replaced as a whole, maps are merged.
import type { Kind } from '../../kinds/kind.ts';

export interface FieldRule {
  /** A list of maps, merged item by item: the field by whose value items are the same. */
  readonly key?: string;
  /** A list of scalars that is merged as a set. */
  readonly set?: true;
  /** A map that is replaced as a whole. */
  readonly replace?: true;
  /** What holds within the map, or within the items of the list. */
  readonly fields?: MergeRules;
}

export type MergeRules = Readonly<Record<string, FieldRule>>;

const metadata: FieldRule = { fields: { ownerReferences: { key: 'uid' }, finalizers: { set: true } } };

const container: MergeRules = {
  env: { key: 'name' },
  ports: { key: 'containerPort' },
  volumeMounts: { key: 'mountPath' },
  volumeDevices: { key: 'devicePath' },
};

const podSpec: MergeRules = {
  containers: { key: 'name', fields: container },
  initContainers: { key: 'name', fields: container },
  ephemeralContainers: { key: 'name', fields: container },
  volumes: { key: 'name' },
  imagePullSecrets: { key: 'name' },
  hostAliases: { key: 'ip' },
  topologySpreadConstraints: { key: 'topologyKey' },
  schedulingGates: { key: 'name' },
  resourceClaims: { key: 'name' },
};

const podTemplate: FieldRule = { fields: { metadata, spec: { fields: podSpec } } };
const workload: MergeRules = { metadata, spec: { fields: { template: podTemplate } } };
const plain: MergeRules = { metadata };

const rules: ReadonlyMap<string, MergeRules> = new Map([
  ['/Pod', { metadata, spec: { fields: podSpec } }],
  ['/Service', { metadata, spec: { fields: { ports: { key: 'port' } } } }],
  ['/ServiceAccount', { metadata, secrets: { key: 'name' } }],
  ['/ReplicationController', workload],
  ['apps/Deployment', workload],
  ['apps/DaemonSet', workload],
  ['apps/StatefulSet', workload],
  ['apps/ReplicaSet', workload],
  ['batch/Job', workload],
  [
    'batch/CronJob',
    {
      metadata,
      spec: { fields: { jobTemplate: { fields: { metadata, spec: { fields: { template: podTemplate } } } } } },
    },
  ],
  ['policy/PodDisruptionBudget', { metadata, spec: { fields: { selector: { replace: true } } } }],
  ...[
    '/ConfigMap',
    '/Endpoints',
    '/Namespace',
    '/Secret',
    'autoscaling/HorizontalPodAutoscaler',
    'discovery.k8s.io/EndpointSlice',
    'networking.k8s.io/Ingress',
    'networking.k8s.io/IngressClass',
    'networking.k8s.io/NetworkPolicy',
    'rbac.authorization.k8s.io/ClusterRole',
    'rbac.authorization.k8s.io/ClusterRoleBinding',
    'rbac.authorization.k8s.io/Role',
    'rbac.authorization.k8s.io/RoleBinding',
  ].map((kind) => [kind, plain] as const),
]);

/** Returns how a kind's lists are merged; undefined for custom resources, which an API server merges in no such way. */
export function mergeRulesOf({ group, kind }: Kind): MergeRules | undefined {
  return rules.get(`${group}/${kind}`);
}
