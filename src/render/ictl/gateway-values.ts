// The values of a gateway that runs ictl itself in a cluster.
import {
  any,
  boolean,
  field,
  type Infer,
  integer,
  list,
  map,
  object,
  oneOfStrings,
  required,
  string,
} from '../../kinds/schema.ts';

const image = object({
  repository: required(string({ minLength: 1 }), 'Image with Node.js, or with ictl.'),
  tag: required(string({ minLength: 1 }), 'Tag of the image.'),
  pullPolicy: field(oneOfStrings('Always', 'IfNotPresent', 'Never'), 'When the image is pulled.'),
  hasIctl: field(boolean(), 'Whether ictl is in the image; else each pod installs it from npm when it starts.'),
});

const port = object({
  name: required(string({ minLength: 1 }), 'Name, whose first word is the protocol.'),
  port: required(integer({ minimum: 1, maximum: 65535 }), 'Port of Gateways and of the Service.'),
  socket: required(
    integer({ minimum: 1, maximum: 65535 }),
    'Port that the pod listens on; below 1024 needs privileges.',
  ),
  nodePort: field(integer(), 'Port on every node. Default: Kubernetes chooses.'),
});

const service = object({
  type: required(oneOfStrings('LoadBalancer', 'NodePort', 'ClusterIP'), 'How the Service is reached.'),
  ports: required(list(port, { minItems: 1, uniqueBy: 'port' }), 'Ports of Gateways that are reached.'),
  annotations: field(map(string()), 'Annotations of the Service.'),
  loadBalancerIP: field(string(), 'Address that the load balancer shall have.'),
  loadBalancerSourceRanges: field(list(string()), 'Who may reach the load balancer.'),
  externalTrafficPolicy: field(oneOfStrings('', 'Cluster', 'Local'), 'Local keeps the addresses of clients.'),
});

const secretVolume = object({
  name: required(string({ minLength: 1 }), 'Name of the volume.'),
  secretName: required(string({ minLength: 1 }), 'Secret that is mounted; it need not exist.'),
  mountPath: required(string({ minLength: 1 }), 'Folder in which the keys of the Secret become files.'),
});

export const gatewayValues = object({
  name: field(string(), 'Name of all objects. Default: that of the release.'),
  labels: field(map(string()), 'Labels of all objects.'),
  annotations: field(map(string()), 'Annotations of the Deployment.'),
  podAnnotations: field(map(string()), 'Annotations of the pods.'),
  version: field(string(), 'Version of ictl that pods install. Default: the one that renders.'),
  image: required(image, 'What runs.'),
  imagePullSecrets: field(list(object({ name: required(string(), 'Name.') })), 'Secrets of the registry.'),
  config: field(
    map(string()),
    'File name -> YAML with Gateways, VirtualServices and what they need; becomes a ConfigMap.',
  ),
  configMap: field(string(), 'ConfigMap with these files that there is already, instead of config.'),
  backends: field(list(string()), 'Where Services are that config has no endpoints for: NAME.NAMESPACE:PORT=IP:PORT.'),
  secretVolumes: field(list(secretVolume), 'Secrets whose keys become files of the proxy.'),
  args: field(list(string()), 'Further arguments of ictl serve.'),
  service: required(service, 'The Service.'),
  replicaCount: field(integer({ minimum: 0 }), 'Number of pods without autoscaling.'),
  autoscaling: required(
    object({
      enabled: field(boolean(), 'Whether there is a HorizontalPodAutoscaler.'),
      minReplicas: required(integer({ minimum: 1 }), 'Least number of pods.'),
      maxReplicas: required(integer({ minimum: 1 }), 'Largest number of pods.'),
      targetCPUUtilizationPercentage: required(integer({ minimum: 1 }), 'CPU that is aimed at.'),
    }),
    'Scaling by load.',
  ),
  resources: field(map(any()), 'Requests and limits of the proxy.'),
  drainSeconds: required(integer({ minimum: 0 }), 'How long requests may take to finish when a pod ends.'),
  nodeSelector: field(map(string()), 'Labels of the nodes.'),
  tolerations: field(list(map(any())), 'Taints of nodes that are tolerated.'),
  affinity: field(map(any()), 'Nodes and pods to be near to.'),
});

export type GatewayValues = Infer<typeof gatewayValues>;
