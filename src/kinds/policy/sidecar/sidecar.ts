// Sidecar: what the proxy beside a workload sees of the mesh. Gateways have none of it.
import { connectionPool } from '../../destination-rule/connection-pool.ts';
import { serverTls } from '../../gateway/server-tls.ts';
import { statusField, uint32 } from '../../istio-schema.ts';
import { kubeObject } from '../../kube-schema.ts';
import type { KubeObject } from '../../object.ts';
import { field, type Infer, list, map, object, oneOfStrings, required, string } from '../../schema.ts';
import { destination } from '../../virtual-service/destination.ts';

const port = object({
  number: field(uint32, 'Port number; 0 for a Unix domain socket.'),
  protocol: field(string(), 'Protocol of the port.'),
  name: field(string(), 'Name of the port.'),
  targetPort: field(uint32, 'Has no impact: refused.'),
});

const captureMode = field(oneOfStrings('DEFAULT', 'IPTABLES', 'NONE'), 'How traffic is captured.');

const ingressListener = object({
  port: required(port, 'Port of the listener.'),
  bind: field(string(), 'Address of the listener.'),
  captureMode,
  defaultEndpoint: field(string(), 'Where the workload listens: 127.0.0.1:PORT or unix://PATH.'),
  tls: field(serverTls, 'TLS of the listener.'),
  connectionPool: field(connectionPool, 'Limits of the port.'),
});

const egressListener = object({
  port: field(port, 'Port of the listener.'),
  bind: field(string(), 'Address of the listener.'),
  captureMode,
  hosts: required(list(string()), 'Services that are seen: namespace/host.'),
});

const spec = object(
  {
    workloadSelector: field(
      object({ labels: field(map(string({ maxLength: 63 }), { maxProperties: 256 }), 'Labels of the workloads.') }),
      'The workloads it is for. Default: all of the namespace.',
    ),
    ingress: field(list(ingressListener), 'Listeners for what comes in.'),
    egress: field(list(egressListener), 'Listeners for what goes out.'),
    inboundConnectionPool: field(connectionPool, 'Limits of what comes in.'),
    outboundTrafficPolicy: field(
      object({
        mode: field(oneOfStrings('REGISTRY_ONLY', 'ALLOW_ANY'), 'What happens to unknown hosts.'),
        egressProxy: field(destination, 'Where requests for unknown hosts go.'),
      }),
      'Traffic to hosts that are not known.',
    ),
  },
  { nulls: 'refused' },
);

export const sidecarSchema = kubeObject({
  spec: field(spec, 'Listeners.'),
  status: statusField,
});

export type SidecarPort = Infer<typeof port>;
export type IngressListener = Infer<typeof ingressListener>;
export type EgressListener = Infer<typeof egressListener>;
export type SidecarSpec = Infer<typeof spec>;

/** A Sidecar as stored. */
export interface Sidecar extends KubeObject {
  readonly spec?: SidecarSpec;
}
