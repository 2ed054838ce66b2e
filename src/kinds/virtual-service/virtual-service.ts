// VirtualService: how requests for its hosts are routed. Names that this file exports types under are those of the API.
import { statusField } from '../istio-schema.ts';
import { kubeObject } from '../kube-schema.ts';
import type { KubeObject } from '../object.ts';
import { field, type Infer, list, object, string } from '../schema.ts';
import { httpRoute } from './http-route.ts';
import { tcpRoute, tlsRoute } from './layer4-route.ts';

const virtualServiceSpec = object(
  {
    hosts: field(list(string()), 'Hosts the rules are for; none in a delegate.'),
    gateways: field(list(string()), 'Gateways that apply the rules, as name or namespace/name. Default mesh: none.'),
    http: field(list(httpRoute), 'Rules for HTTP, the first that matches applies.'),
    tls: field(list(tlsRoute), 'Rules for TLS that is passed through, by SNI.'),
    tcp: field(list(tcpRoute), 'Rules for TCP and terminated TLS.'),
    exportTo: field(list(string()), 'Namespaces whose gateways see this: names, . or *. Default: all.'),
  },
  { nulls: 'refused' },
);

export const virtualServiceSchema = kubeObject({
  spec: field(virtualServiceSpec, 'How requests are routed.'),
  status: statusField,
});

export type VirtualServiceSpec = Infer<typeof virtualServiceSpec>;

/** A VirtualService as stored. */
export interface VirtualService extends KubeObject {
  readonly spec?: VirtualServiceSpec;
}

export type { Destination, HttpRouteDestination, RouteDestination } from './destination.ts';
export type { HeaderOperations, Headers } from './header-operations.ts';
export type { HttpDirectResponse, HttpRedirect, HttpRewrite } from './http-action.ts';
export type { HttpMatchRequest } from './http-match.ts';
export type { CorsPolicy, HttpRetry, Percent } from './http-policy.ts';
export type { HttpRoute } from './http-route.ts';
export type { TcpRoute, TlsRoute } from './layer4-route.ts';
export type { StringMatch } from './string-match.ts';
