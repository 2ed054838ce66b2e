// Gateway: which ports, hosts and certificates the gateways that its selector picks serve.
import { statusField, uint32 } from '../istio-schema.ts';
import { kubeObject } from '../kube-schema.ts';
import type { KubeObject } from '../object.ts';
import { field, type Infer, list, map, noEffect, object, required, string } from '../schema.ts';
import { serverTls } from './server-tls.ts';

const gatewayPort = object({
  number: required(uint32, 'Port of the gateway Service; bound is the port that the Service forwards it to.'),
  protocol: required(string(), 'HTTP, HTTPS, GRPC, GRPC-WEB, HTTP2, MONGO, MYSQL, REDIS, TCP or TLS, in any case.'),
  name: required(string(), 'Label of the port, unique in the Gateway; part of route configuration names.'),
  targetPort: field(uint32, 'Refused: means nothing at a gateway.'),
});

const gatewayServer = object({
  port: required(gatewayPort, 'Where the server listens.'),
  bind: field(string(), 'IP address or unix:// path to bind. Default: all addresses.'),
  hosts: required(
    list(string()),
    'Hosts that VirtualServices may bind here: name, *.name or *, also as namespace/name.',
  ),
  tls: field(serverTls, 'TLS termination or passthrough, or the redirect to https.'),
  defaultEndpoint: field(string(), 'Not implemented by Istio at gateways.', noEffect),
  name: field(string(), 'Name of the server, for statistics.'),
});

const gatewaySpec = object(
  {
    selector: field(map(string()), 'Labels of the gateway workloads that serve this. Default: every gateway.'),
    servers: field(list(gatewayServer), 'What is served; at least one.'),
  },
  { nulls: 'refused' },
);

export const gatewaySchema = kubeObject({
  spec: field(gatewaySpec, 'What the gateway serves.'),
  status: statusField,
});

export type GatewayPort = Infer<typeof gatewayPort>;
export type GatewayServer = Infer<typeof gatewayServer>;
export type GatewaySpec = Infer<typeof gatewaySpec>;

/** A Gateway as stored. */
export interface Gateway extends KubeObject {
  readonly spec?: GatewaySpec;
}
