// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const ingressTypes: CompactTypes = {
  HTTPIngressPath: {
    backend: ['IngressBackend!', 'backend defines the referenced service endpoint to which the traffic will be forwarded to.'],
    path: ['string', 'path is matched against the path of an incoming request.'],
    pathType: ['string!', 'pathType determines the interpretation of the path matching.'],
  },
  HTTPIngressRuleValue: {
    paths: ['HTTPIngressPath[]!', 'paths is a collection of paths that map requests to backends.'],
  },
  Ingress: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['IngressSpec', 'spec is the desired state of the Ingress.'],
    status: ['IngressStatus', 'status is the current state of the Ingress.'],
  },
  IngressBackend: {
    resource: ['TypedLocalObjectReference', 'resource is an ObjectRef to another Kubernetes resource in the namespace of the Ingress object.', 'no-effect'],
    service: ['IngressServiceBackend', 'service references a service as a backend.'],
  },
  IngressLoadBalancerIngress: {
    hostname: ['string', 'hostname is set for load-balancer ingress points that are DNS based.'],
    ip: ['string', 'ip is set for load-balancer ingress points that are IP based.'],
    ports: ['IngressPortStatus[]', 'ports provides information about the ports exposed by this LoadBalancer.'],
  },
  IngressLoadBalancerStatus: {
    ingress: ['IngressLoadBalancerIngress[]', 'ingress is a list containing ingress points for the load-balancer.'],
  },
  IngressPortStatus: {
    error: ['string', 'error is to record the problem with the service port The format of the error shall comply with the following rules: - built-in error values…'],
    port: ['integer!', 'port is the port number of the ingress port.'],
    protocol: ['string!', 'protocol is the protocol of the ingress port.'],
  },
  IngressRule: {
    host: ['string', 'host is the fully qualified domain name of a network host, as defined by RFC 3986.'],
    http: ['HTTPIngressRuleValue', ''],
  },
  IngressServiceBackend: {
    name: ['string!', 'name is the referenced service.'],
    port: ['ServiceBackendPort', 'port of the referenced service.'],
  },
  IngressSpec: {
    defaultBackend: ['IngressBackend', 'defaultBackend is the backend that should handle requests that don\'t match any rule.', 'no-effect'],
    ingressClassName: ['string', 'ingressClassName is the name of an IngressClass cluster resource.'],
    rules: ['IngressRule[]', 'rules is a list of host rules used to configure the Ingress.'],
    tls: ['IngressTLS[]', 'tls represents the TLS configuration.'],
  },
  IngressStatus: {
    loadBalancer: ['IngressLoadBalancerStatus', 'loadBalancer contains the current status of the load-balancer.'],
  },
  IngressTLS: {
    hosts: ['string[]', 'hosts is a list of hosts included in the TLS certificate.'],
    secretName: ['string', 'secretName is the name of the secret used to terminate TLS traffic on port 443.'],
  },
  ServiceBackendPort: {
    name: ['string', 'name is the name of the port on the Service.'],
    number: ['integer', 'number is the numerical port number (e.g. 80) on the Service.'],
  },
  TypedLocalObjectReference: {
    apiGroup: ['string', 'APIGroup is the group for the resource being referenced.'],
    kind: ['string!', 'Kind is the type of resource being referenced'],
    name: ['string!', 'Name is the name of resource being referenced'],
  },
};
