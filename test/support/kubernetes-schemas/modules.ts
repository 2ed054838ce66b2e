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
  { file: 'ingress', declarations: ['networking/v1', ...core], roots: ['Ingress'] },
  { file: 'ingress-class', declarations: ['networking/v1', ...core], roots: ['IngressClass'] },
];
