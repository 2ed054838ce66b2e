// Which schema modules there are, and from which declarations each is made.

export interface SchemaModule {
  /** File below src/kinds/kubernetes/generated/, without its ending. */
  readonly file: string;
  /** Files of kubernetes-types, the group of the kind first. */
  readonly declarations: readonly string[];
  /** Types that are wanted; what they need comes with them. */
  readonly roots: readonly string[];
  /** A module whose types are not written again; whoever expands a type spreads both tables. */
  readonly beside?: string;
}

const core = ['core/v1', 'meta/v1', 'api/resource'];

/** One module a kind, so that reading a Service loads nothing of pods. */
export const schemaModules: readonly SchemaModule[] = [
  { file: 'namespace', declarations: core, roots: ['Namespace'] },
  { file: 'service', declarations: core, roots: ['Service'] },
  { file: 'endpoints', declarations: core, roots: ['Endpoints'] },
  { file: 'endpoint-slice', declarations: ['discovery/v1', ...core], roots: ['EndpointSlice'] },
  { file: 'secret', declarations: core, roots: ['Secret'] },
  { file: 'config-map', declarations: core, roots: ['ConfigMap'] },
  { file: 'pod', declarations: core, roots: ['Pod'] },
  { file: 'deployment', declarations: ['apps/v1', ...core], roots: ['Deployment'], beside: 'pod' },
  { file: 'daemon-set', declarations: ['apps/v1', ...core], roots: ['DaemonSet'], beside: 'pod' },
  { file: 'stateful-set', declarations: ['apps/v1', ...core], roots: ['StatefulSet'], beside: 'pod' },
  { file: 'replica-set', declarations: ['apps/v1', ...core], roots: ['ReplicaSet'], beside: 'pod' },
  { file: 'replication-controller', declarations: core, roots: ['ReplicationController'], beside: 'pod' },
  { file: 'job', declarations: ['batch/v1', ...core], roots: ['Job', 'CronJob'], beside: 'pod' },
  { file: 'horizontal-pod-autoscaler', declarations: ['autoscaling/v2', ...core], roots: ['HorizontalPodAutoscaler'] },
  {
    file: 'horizontal-pod-autoscaler-v1',
    declarations: ['autoscaling/v1', ...core],
    roots: ['HorizontalPodAutoscaler'],
  },
  { file: 'pod-disruption-budget', declarations: ['policy/v1', ...core], roots: ['PodDisruptionBudget'] },
  { file: 'network-policy', declarations: ['networking/v1', ...core], roots: ['NetworkPolicy'] },
  { file: 'service-account', declarations: core, roots: ['ServiceAccount'] },
  {
    file: 'access-control',
    declarations: ['rbac/v1', ...core],
    roots: ['Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding'],
  },
  { file: 'ingress', declarations: ['networking/v1', ...core], roots: ['Ingress'] },
  { file: 'ingress-class', declarations: ['networking/v1', ...core], roots: ['IngressClass'] },
];
