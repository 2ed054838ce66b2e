// The values of today's gateway chart, and secretVolumes, which it lost.
import {
  any,
  boolean,
  field,
  integer,
  intOrString,
  list,
  map,
  object,
  oneOfStrings,
  required,
  string,
} from '../../kinds/schema.ts';
import { globalValues, unused } from './global-values.ts';
import { networkGatewayPorts, serviceValues } from './service-values.ts';

const accountFields = {
  rbac: field(
    object({ enabled: field(boolean(), 'Whether there is a Role and a RoleBinding.') }),
    'Reading of Secrets.',
  ),
  serviceAccount: required(
    object({
      create: field(boolean(), 'Whether there is a ServiceAccount; else the pods run as default.'),
      annotations: field(map(string()), 'Annotations of the ServiceAccount.'),
      name: field(string(), 'Name of the ServiceAccount. Default: that of the gateway.'),
    }),
    'Who the pods are.',
  ),
  imagePullSecrets: field(list(object({ name: required(string(), 'Name.') })), 'Secrets of the registry.'),
};

const scalingFields = {
  replicaCount: field(integer({ minimum: 0 }), 'Number of pods without autoscaling.'),
  autoscaling: required(
    object({
      enabled: field(boolean(), 'Whether there is a HorizontalPodAutoscaler.'),
      minReplicas: field(integer(), 'Least number of pods.'),
      maxReplicas: field(integer(), 'Largest number of pods.'),
      targetCPUUtilizationPercentage: field(integer(), 'CPU that is aimed at.'),
      targetMemoryUtilizationPercentage: field(any(), 'Memory that is aimed at, a number.'),
      autoscaleBehavior: field(map(any()), 'How fast to scale.'),
    }),
    'Scaling by load.',
  ),
  podDisruptionBudget: field(
    object({
      minAvailable: field(intOrString(), 'How many pods stay.'),
      maxUnavailable: field(intOrString(), 'How many pods may go.'),
      unhealthyPodEvictionPolicy: field(oneOfStrings('', 'IfHealthyBudget', 'AlwaysAllow'), 'What unhealthy pods are.'),
    }),
    'What evictions leave; only with more than one pod.',
  ),
  strategy: field(map(any()), 'How pods are replaced.'),
  minReadySeconds: field(integer(), 'How long a new pod must be ready to count.'),
};

const objects = list(map(any()));

const podFields = {
  podAnnotations: field(map(string()), 'Annotations of the pods.'),
  securityContext: field(map(any()), 'Security context of the pods. Default: ports below 1024 may be bound.'),
  containerSecurityContext: field(map(any()), 'Security context of the proxy. Default: no privileges.'),
  resources: field(
    object({
      requests: field(map(any()), 'What a pod gets in any case.'),
      limits: field(map(any()), 'What a pod gets at most.'),
    }),
    'CPU and memory of the proxy.',
  ),
  env: field(map(string()), 'Environment variables of the proxy.'),
  envVarFrom: field(objects, 'Environment variables with valueFrom.'),
  readinessProbe: field(map(any()), 'Probe of the proxy. Default: the injector has one.'),
  lifecycle: field(map(any()), 'Hooks of the proxy.'),
  nodeSelector: field(map(string()), 'Labels of the nodes.'),
  tolerations: field(objects, 'Taints of nodes that are tolerated.'),
  topologySpreadConstraints: field(objects, 'How pods are spread.'),
  affinity: field(map(any()), 'Nodes and pods to be near to.'),
  priorityClassName: field(string(), 'Priority of the pods.'),
  imagePullPolicy: field(oneOfStrings('', 'Always', 'IfNotPresent', 'Never'), 'When the image is pulled.'),
  dnsPolicy: field(string(), 'How names are resolved.'),
  dnsConfig: field(map(any()), 'Name servers.'),
  terminationGracePeriodSeconds: field(integer(), 'How long a pod may take to end.'),
  volumes: field(objects, 'Volumes of the pods.'),
  volumeMounts: field(objects, 'Where volumes are mounted.'),
  secretVolumes: field(
    list(
      object({
        name: required(string({ minLength: 1 }), 'Name of the volume.'),
        secretName: required(string({ minLength: 1 }), 'Secret that is mounted; it need not exist.'),
        mountPath: required(string({ minLength: 1 }), 'Folder in which the keys of the Secret become files.'),
      }),
    ),
    'Secrets whose keys become files of the proxy; short for volumes and volumeMounts.',
  ),
  initContainers: field(objects, 'Containers that run first.'),
  additionalContainers: field(objects, 'Containers beside the proxy.'),
};

const gatewayFields = {
  name: field(string(), 'Name of the gateway. Default: that of the release.'),
  revision: field(string(), 'Revision of the control plane.'),
  kind: required(oneOfStrings('Deployment', 'DaemonSet'), 'What runs the pods.'),
  labels: field(map(string()), 'Labels of all objects; app and istio select the pods.'),
  annotations: field(map(string()), 'Annotations of all objects but ServiceAccount and PodDisruptionBudget.'),
  service: required(serviceValues, 'The Service.'),
  networkGateway: field(string(), 'Network that the gateway leads into.'),
  networkGatewayPorts: field(networkGatewayPorts, 'Ports of a gateway into a network.'),
  ...accountFields,
  ...scalingFields,
  ...podFields,
  profile: field(string(), 'Settings of all Istio charts; has no effect on a gateway, but must exist.'),
  platform: field(string(), 'Where the cluster runs; has no effect on a gateway, but must exist.'),
  compatibilityVersion: field(string(), 'Older Istio to be like; has no effect on a gateway, but must exist.'),
  defaultRevision: unused,
  enabled: unused,
  pilot: unused,
  runAsRoot: unused,
  unprivilegedPort: unused,
};

export const gatewayValues = object({
  ...gatewayFields,
  global: required(globalValues(gatewayFields), 'What all charts share; values of the gateway count here, too.'),
});
