// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const serviceTypes: CompactTypes = {
  ClientIPConfig: {
    timeoutSeconds: ['integer', 'timeoutSeconds specifies the seconds of ClientIP type session sticky time.'],
  },
  Condition: {
    lastTransitionTime: ['time!', 'lastTransitionTime is the last time the condition transitioned from one status to another.'],
    message: ['string!', 'message is a human readable message indicating details about the transition.'],
    observedGeneration: ['integer', 'observedGeneration represents the .metadata.generation that the condition was set based upon.'],
    reason: ['string!', 'reason contains a programmatic identifier indicating the reason for the condition\'s last transition.'],
    status: ['string!', 'status of the condition, one of True, False, Unknown.'],
    type: ['string!', 'type of condition in CamelCase or in foo.example.com/CamelCase.'],
  },
  LoadBalancerIngress: {
    hostname: ['string', 'Hostname is set for load-balancer ingress points that are DNS based (typically AWS load-balancers)'],
    ip: ['string', 'IP is set for load-balancer ingress points that are IP based (typically GCE or OpenStack load-balancers)'],
    ipMode: ['string', 'IPMode specifies how the load-balancer IP behaves, and may only be specified when the ip field is specified.'],
    ports: ['PortStatus[]', 'Ports is a list of records of service ports If used, every port defined in the service should have an entry in it'],
  },
  LoadBalancerStatus: {
    ingress: ['LoadBalancerIngress[]', 'Ingress is a list containing ingress points for the load-balancer.'],
  },
  PortStatus: {
    error: ['string', 'Error is to record the problem with the service port The format of the error shall comply with the following rules: - built-in error values…'],
    port: ['integer!', 'Port is the port number of the service port of which status is recorded here'],
    protocol: ['string!', 'Protocol is the protocol of the service port of which status is recorded here The supported values are: "TCP", "UDP", "SCTP"'],
  },
  Service: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['ServiceSpec', 'Spec defines the behavior of a service.'],
    status: ['ServiceStatus', 'Most recently observed status of the service.'],
  },
  ServicePort: {
    appProtocol: ['string', 'The application protocol for this port.'],
    name: ['string', 'The name of this port within the service.'],
    nodePort: ['integer', 'The port on each node on which this service is exposed when type is NodePort or LoadBalancer.'],
    port: ['integer!', 'The port that will be exposed by this service.'],
    protocol: ['string', 'The IP protocol for this port.'],
    targetPort: ['int-or-string', 'Number or name of the port to access on the pods targeted by the service.'],
  },
  ServiceSpec: {
    allocateLoadBalancerNodePorts: ['boolean', 'allocateLoadBalancerNodePorts defines if NodePorts will be automatically allocated for services with type LoadBalancer.'],
    clusterIP: ['string', 'clusterIP is the IP address of the service and is usually assigned randomly.'],
    clusterIPs: ['string[]', 'ClusterIPs is a list of IP addresses assigned to this service, and are usually assigned randomly.'],
    externalIPs: ['string[]', 'externalIPs is a list of IP addresses for which nodes in the cluster will also accept traffic for this service.'],
    externalName: ['string', 'externalName is the external reference that discovery mechanisms will return as an alias for this service (e.g. a DNS CNAME record).'],
    externalTrafficPolicy: ['string', 'externalTrafficPolicy describes how nodes distribute service traffic they receive on one of the Service\'s "externally-facing" addresses…'],
    healthCheckNodePort: ['integer', 'healthCheckNodePort specifies the healthcheck nodePort for the service.'],
    internalTrafficPolicy: ['string', 'InternalTrafficPolicy describes how nodes distribute service traffic they receive on the ClusterIP.'],
    ipFamilies: ['string[]', 'IPFamilies is a list of IP families (e.g. IPv4, IPv6) assigned to this service.'],
    ipFamilyPolicy: ['string', 'IPFamilyPolicy represents the dual-stack-ness requested or required by this Service.'],
    loadBalancerClass: ['string', 'loadBalancerClass is the class of the load balancer implementation this Service belongs to.'],
    loadBalancerIP: ['string', 'Only applies to Service Type: LoadBalancer.'],
    loadBalancerSourceRanges: ['string[]', 'If specified and supported by the platform, this will restrict traffic through the cloud-provider load-balancer will be restricted to the…'],
    ports: ['ServicePort[]', 'The list of ports that are exposed by this service.'],
    publishNotReadyAddresses: ['boolean', 'publishNotReadyAddresses indicates that any agent which deals with endpoints for this Service should disregard any indications of…'],
    selector: ['string{}', 'Route service traffic to pods with label keys and values matching this selector.'],
    sessionAffinity: ['string', 'Supports "ClientIP" and "None".'],
    sessionAffinityConfig: ['SessionAffinityConfig', 'sessionAffinityConfig contains the configurations of session affinity.'],
    trafficDistribution: ['string', 'TrafficDistribution offers a way to express preferences for how traffic is distributed to Service endpoints.'],
    type: ['string', 'type determines how the Service is exposed.'],
  },
  ServiceStatus: {
    conditions: ['Condition[]', 'Current service state'],
    loadBalancer: ['LoadBalancerStatus', 'LoadBalancer contains the current status of the load-balancer, if one is present.'],
  },
  SessionAffinityConfig: {
    clientIP: ['ClientIPConfig', 'clientIP contains the configurations of Client IP based session affinity.'],
  },
};
