import {
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

const port = object({
  name: field(string(), 'Name, whose first word is the protocol.'),
  port: required(integer(), 'Port of the Service.'),
  targetPort: field(intOrString(), 'Port of the pods. Default: the same.'),
  nodePort: field(integer(), 'Port on every node. Default: Kubernetes chooses.'),
  protocol: field(string(), 'TCP or UDP. Default: TCP.'),
  appProtocol: field(string(), 'Protocol, where the name does not say it.'),
});

export const serviceValues = object({
  type: required(string(), 'LoadBalancer, NodePort, ClusterIP, or None for no Service.'),
  clusterIP: field(string(), 'Address in the cluster. Default: Kubernetes chooses.'),
  selectorLabels: field(map(string()), 'More labels of the pods that are selected.'),
  ports: field(list(port), 'Ports of the Service.'),
  annotations: field(map(string()), 'Annotations of the Service; they win over those of all objects.'),
  loadBalancerIP: field(string(), 'Address that the load balancer shall have.'),
  loadBalancerSourceRanges: field(list(string()), 'Who may reach the load balancer.'),
  loadBalancerClass: field(string(), 'Class of the load balancer.'),
  allocateLoadBalancerNodePorts: field(boolean(), 'Whether a load balancer needs node ports.'),
  externalTrafficPolicy: field(string(), 'Cluster or Local.'),
  healthCheckNodePort: field(integer(), 'Port on which load balancers ask for health.'),
  externalIPs: field(list(string()), 'Further addresses.'),
  ipFamilyPolicy: field(oneOfStrings('', 'SingleStack', 'PreferDualStack', 'RequireDualStack'), 'IPv4, IPv6 or both.'),
  ipFamilies: field(list(oneOfStrings('IPv4', 'IPv6')), 'IPv4 and IPv6, in order.'),
});

const networkPort = field(
  object({
    port: required(integer(), 'Port of the Service.'),
    targetPort: field(integer(), 'Port of the pods. Default: the usual one.'),
    protocol: field(string(), 'Default: TCP.'),
  }),
  'A port.',
);

export const networkGatewayPorts = object({
  'status-port': networkPort,
  tls: networkPort,
  'tls-istiod': networkPort,
  'tls-webhook': networkPort,
});
