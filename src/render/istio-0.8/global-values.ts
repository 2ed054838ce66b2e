import {
  any,
  boolean,
  type FieldTable,
  field,
  integer,
  list,
  map,
  object,
  required,
  string,
} from '../../kinds/schema.ts';

/** A value that other parts of Istio 0.8 read: files that have it are taken as they are. */
const unused = field(any(), 'Has no effect here.');

export const globalValues = object({
  hub: required(string({ minLength: 1 }), 'Registry and folder of the images.'),
  tag: required(string({ minLength: 1 }), 'Tag of the images.'),
  imagePullPolicy: field(string(), 'When images are pulled.'),
  imagePullSecrets: field(list(any()), 'Secrets of the registry: names, or objects with a name.'),
  controlPlaneSecurityEnabled: field(boolean(), 'Whether the proxy reaches the control plane by mutual TLS.'),
  rbacEnabled: field(boolean(), 'Whether istio-ingress gets its ServiceAccount and ClusterRole.'),
  arch: field(
    map(integer({ minimum: 0, maximum: 100 })),
    'Architectures of nodes, with their weight. 0: never on that one.',
  ),
  hyperkube: unused,
  mtls: unused,
  multicluster: unused,
  proxy: unused,
  proxy_init: unused,
  refreshInterval: unused,
});

const charts = [
  'egressgateway',
  'galley',
  'grafana',
  'ingress',
  'ingressgateway',
  'istiotesting',
  'kiali',
  'mixer',
  'pilot',
  'prometheus',
  'security',
  'servicegraph',
  'sidecarInjectorWebhook',
  'tracing',
] as const;

/** The charts beside this one, so that a file with values for all of Istio is taken. */
export function otherCharts(...known: readonly string[]): FieldTable {
  return Object.fromEntries(charts.filter((name) => !known.includes(name)).map((name) => [name, unused]));
}
