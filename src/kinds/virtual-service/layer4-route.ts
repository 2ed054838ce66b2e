// Rules for TCP connections and for TLS that is passed through.
import { uint32 } from '../istio-schema.ts';
import { field, type Infer, list, map, noEffect, object, required, string } from '../schema.ts';
import { routeDestination } from './destination.ts';

/** Fields that TCP and TLS matches share. */
const connectionMatch = {
  destinationSubnets: field(list(string()), 'Addresses in the mesh.', noEffect),
  port: field(uint32, 'Port of the Gateway server.'),
  sourceLabels: field(map(string()), 'Workloads in the mesh.', noEffect),
  gateways: field(list(string()), 'Gateways the match is for. Default: all of the VirtualService.'),
  sourceNamespace: field(string(), 'Workloads in the mesh.', noEffect),
};

const l4MatchAttributes = object({
  ...connectionMatch,
  sourceSubnet: field(string(), 'Workloads in the mesh.', noEffect),
});

const tlsMatchAttributes = object({
  sniHosts: required(list(string()), 'Server names in the ClientHello; each must be covered by a host.'),
  ...connectionMatch,
});

export const tcpRoute = object({
  match: field(list(l4MatchAttributes), 'Which connections; one match suffices. Default: all.'),
  route: field(list(routeDestination), 'Where connections are forwarded to, by weight.'),
});

export const tlsRoute = object({
  match: required(list(tlsMatchAttributes), 'Which connections; one match suffices.'),
  route: field(list(routeDestination), 'Where connections are forwarded to, by weight.'),
});

export type L4MatchAttributes = Infer<typeof l4MatchAttributes>;
export type TlsMatchAttributes = Infer<typeof tlsMatchAttributes>;
export type TcpRoute = Infer<typeof tcpRoute>;
export type TlsRoute = Infer<typeof tlsRoute>;
