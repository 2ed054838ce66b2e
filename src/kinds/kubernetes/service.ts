// Service (v1): what a host name in a route leads to, and where a gateway is reached.
import type { KubeObject } from '../object.ts';

/** A port number, or the name of one. */
export type IntOrString = number | string;

export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';

export interface ServicePort {
  /** Names the port; may be absent where the Service has one port only. */
  readonly name?: string;
  /** The port of the Service: what routes and Gateways name. */
  readonly port: number;
  /** Where the backend listens: a number, or the name of a container port. Default: `port`. */
  readonly targetPort?: IntOrString;
  readonly nodePort?: number;
  /** TCP (default), UDP or SCTP. */
  readonly protocol?: string;
  /** The application protocol; beats the port's name where Istio knows it. */
  readonly appProtocol?: string;
}

export interface ServiceSpec {
  /** Default ClusterIP. */
  readonly type?: ServiceType;
  readonly ports?: readonly ServicePort[];
  /** Labels of the pods behind it. Without one the endpoints come from Endpoints or EndpointSlices. */
  readonly selector?: Readonly<Record<string, string>>;
  readonly clusterIP?: string;
  readonly clusterIPs?: readonly string[];
  readonly externalIPs?: readonly string[];
  readonly externalName?: string;
  readonly externalTrafficPolicy?: string;
  readonly internalTrafficPolicy?: string;
  readonly healthCheckNodePort?: number;
  readonly loadBalancerIP?: string;
  readonly loadBalancerSourceRanges?: readonly string[];
  /** False: the ports of a LoadBalancer get no node ports. */
  readonly allocateLoadBalancerNodePorts?: boolean;
  readonly publishNotReadyAddresses?: boolean;
  readonly sessionAffinity?: string;
  readonly sessionAffinityConfig?: object;
  readonly trafficDistribution?: string;
}

/** An address at which a Service of type LoadBalancer, or an Ingress, is reached. */
export interface LoadBalancerIngress {
  readonly ip?: string;
  readonly hostname?: string;
  /** The ports that answer there. */
  readonly ports?: readonly { readonly port: number; readonly protocol?: string }[];
}

export interface Service extends KubeObject {
  readonly kind: 'Service';
  readonly spec?: ServiceSpec;
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly LoadBalancerIngress[] } };
}
