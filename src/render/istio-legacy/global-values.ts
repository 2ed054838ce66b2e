import { any, boolean, field, integer, list, map, object, string } from '../../kinds/schema.ts';

const unused = field(any(), 'Has no effect here.');

const proxy = object({
  image: field(string(), 'Name of the image, or an image with its registry.'),
  variant: field(string(), 'Variant of the image: debug or distroless.'),
  clusterDomain: field(string(), 'Domain of the cluster.'),
  logLevel: field(string(), 'Log level of Envoy.'),
  componentLogLevel: field(string(), 'Log levels of parts of Envoy.'),
});

export const globalValues = object({
  hub: field(string(), 'Registry and folder of the images.'),
  tag: field(string(), 'Tag of the images.'),
  variant: field(string(), 'Variant of the images: debug or distroless.'),
  imagePullPolicy: field(string(), 'When images are pulled.'),
  imagePullSecrets: field(list(string()), 'Secrets of the registry.'),
  priorityClassName: field(string(), 'Priority of the pods.'),
  arch: field(map(integer({ minimum: 0, maximum: 100 })), 'Architectures of nodes, with their weight.'),
  defaultNodeSelector: field(map(string()), 'Labels of the nodes.'),
  defaultTolerations: field(list(map(any())), 'Taints of nodes that are tolerated.'),
  defaultResources: field(map(any()), 'CPU and memory of the proxy.'),
  defaultPodDisruptionBudget: field(
    object({ enabled: field(boolean(), 'Whether there is a PodDisruptionBudget, with more than one pod.') }),
    'What evictions leave.',
  ),
  networkPolicy: field(
    object({ enabled: field(boolean(), 'Whether there is a NetworkPolicy.') }),
    'Who reaches the pods.',
  ),
  proxy: field(proxy, 'The proxy.'),
  logging: field(object({ level: field(string(), 'Log levels of the agent.') }), 'Logging.'),
  logAsJson: field(boolean(), 'Whether the agent logs JSON.'),
  sts: field(
    object({ servicePort: field(integer(), 'Port of the token server; 0: none.') }),
    'Security token service.',
  ),
  sds: field(
    object({ token: field(object({ aud: field(string(), 'Audience.') }), 'The token for the CA.') }),
    'Secret discovery.',
  ),
  pilotCertProvider: field(string(), 'Who signs the certificate of the control plane.'),
  caAddress: field(string(), 'Address of the CA. Default: the control plane.'),
  istioNamespace: field(string(), 'Namespace of the control plane.'),
  meshID: field(string(), 'Name of the mesh. Default: its trust domain.'),
  network: field(string(), 'Network of the cluster.'),
  multiCluster: field(object({ clusterName: field(string(), 'Name of the cluster.') }), 'Several clusters.'),
  mountMtlsCerts: field(boolean(), 'Whether certificates of the mesh come from a Secret.'),
  platform: field(string(), 'Where the cluster runs.'),
  profile: unused,
  compatibilityVersion: unused,
  meshNetworks: unused,
  proxy_init: unused,
  remotePilotAddress: unused,
  waypoint: unused,
});
