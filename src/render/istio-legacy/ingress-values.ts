// The values of Istio's older gateway chart, gateways/istio-ingress: a proxy that is complete without an injector, and
// secretVolumes.
import {
  any,
  boolean,
  field,
  type Infer,
  integer,
  intOrString,
  list,
  map,
  object,
  required,
  string,
} from '../../kinds/schema.ts';
import { globalValues } from './global-values.ts';

const port = object({
  name: field(string(), 'Name, whose first word is the protocol.'),
  port: required(integer(), 'Port of the Service.'),
  targetPort: field(intOrString(), 'Port of the container. Default: the same.'),
  nodePort: field(integer(), 'Port on every node. Default: Kubernetes chooses.'),
  protocol: field(string(), 'TCP or UDP. Default: TCP.'),
});

const antiAffinity = list(
  object({
    key: required(string(), 'Label of other pods.'),
    operator: required(string(), 'In, NotIn, Exists or DoesNotExist.'),
    values: field(string(), 'Values, separated by commas.'),
    topologyKey: required(string(), 'What is not shared.'),
    namespaces: field(string(), 'Namespaces of the other pods, separated by commas.'),
  }),
);

const utilization = object({ targetAverageUtilization: field(integer(), 'What is aimed at, in per cent.') });
const objects = list(map(any()));

const gateway = object({
  name: required(string({ minLength: 1 }), 'Name of the Deployment and the Service.'),
  namespace: field(string(), 'Has no effect here.'),
  labels: field(map(string()), 'Labels of all objects, by which the pods are selected.'),
  ports: field(list(port), 'Ports of the Service and the container.'),
  ingressPorts: field(list(port), 'Further ports of the Service.'),
  replicaCount: field(integer({ minimum: 0 }), 'Number of pods without autoscaling.'),
  autoscaleEnabled: field(boolean(), 'Whether there is a HorizontalPodAutoscaler.'),
  autoscaleMin: field(integer(), 'Least number of pods.'),
  autoscaleMax: field(integer(), 'Largest number of pods.'),
  cpu: field(utilization, 'CPU that is aimed at.'),
  memory: field(utilization, 'Memory that is aimed at.'),
  rollingMaxSurge: field(intOrString(), 'How many pods are made before old ones go.'),
  rollingMaxUnavailable: field(intOrString(), 'How many pods may be away meanwhile.'),
  resources: field(
    object({
      requests: field(map(any()), 'What a pod gets in any case.'),
      limits: field(map(any()), 'What a pod gets at most.'),
    }),
    'CPU and memory of the proxy.',
  ),
  type: required(string(), 'LoadBalancer, NodePort or ClusterIP.'),
  loadBalancerIP: field(string(), 'Address that the load balancer shall have.'),
  loadBalancerSourceRanges: field(list(string()), 'Who may reach the load balancer.'),
  externalTrafficPolicy: field(string(), 'Cluster or Local.'),
  ipFamilyPolicy: field(string(), 'IPv4, IPv6 or both.'),
  ipFamilies: field(list(string()), 'IPv4 and IPv6, in order.'),
  serviceAnnotations: field(map(string()), 'Annotations of the Service.'),
  customService: field(boolean(), 'Whether the Service is left to you.'),
  podAnnotations: field(map(string()), 'Annotations of the pods.'),
  serviceAccount: field(object({ annotations: field(map(string()), 'Annotations.') }), 'The ServiceAccount.'),
  secretVolumes: field(
    list(
      object({
        name: required(string({ minLength: 1 }), 'Name of the volume.'),
        secretName: required(string({ minLength: 1 }), 'Secret that is mounted; it need not exist.'),
        mountPath: required(string({ minLength: 1 }), 'Folder in which the keys of the Secret become files.'),
      }),
    ),
    'Secrets whose keys become files of the proxy.',
  ),
  configVolumes: field(
    list(
      object({
        name: required(string({ minLength: 1 }), 'Name of the volume.'),
        configMapName: required(string({ minLength: 1 }), 'ConfigMap that is mounted; it need not exist.'),
        mountPath: field(string(), 'Folder in which its keys become files.'),
      }),
    ),
    'ConfigMaps whose keys become files of the proxy.',
  ),
  additionalContainers: field(objects, 'Containers beside the proxy.'),
  env: field(map(string()), 'Environment variables of the proxy.'),
  nodeSelector: field(map(string()), 'Labels of the nodes.'),
  tolerations: field(objects, 'Taints of nodes that are tolerated.'),
  podAntiAffinityLabelSelector: field(antiAffinity, 'Pods not to be near to.'),
  podAntiAffinityTermLabelSelector: field(antiAffinity, 'Pods rather not to be near to.'),
  runAsRoot: field(boolean(), 'Whether the proxy has privileges.'),
  injectionTemplate: field(string(), "Template of Istio's injector, which then makes the proxy. Empty: none."),
});

const unused = field(any(), 'Has no effect here.');

export const ingressValues = object({
  gateways: required(object({ 'istio-ingressgateway': required(gateway, 'The gateway.') }), 'The gateways.'),
  global: required(globalValues, 'What all charts share.'),
  meshConfig: required(
    object(
      {
        enablePrometheusMerge: field(boolean(), 'Whether pods are annotated for Prometheus.'),
        trustDomain: field(string(), 'Trust domain of the mesh.'),
        defaultConfig: field(
          object({ proxyMetadata: field(map(string()), 'Further environment variables.') }, { preserveUnknown: true }),
          'The configuration of proxies.',
        ),
      },
      { preserveUnknown: true },
    ),
    'The mesh config.',
  ),
  revision: field(string(), 'Revision of the control plane.'),
  ownerName: field(string(), 'What is named as the owner of the objects.'),
  platform: field(string(), 'Where the cluster runs: openshift chooses user ids itself.'),
  profile: unused,
  compatibilityVersion: unused,
});

export type IngressValues = Infer<typeof ingressValues>;
export type IngressGatewayValues = Infer<typeof gateway>;
