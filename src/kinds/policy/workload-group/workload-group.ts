// WorkloadGroup: what WorkloadEntries are made of when machines register themselves. Nothing registers here.
import { int32, statusField, uint32 } from '../../istio-schema.ts';
import { kubeObject } from '../../kube-schema.ts';
import type { KubeObject } from '../../object.ts';
import { field, type Infer, list, map, object, oneOfStrings, required, string } from '../../schema.ts';
import { workloadEntryEndpoint } from '../../workload-entry/workload-entry.ts';

const header = object({
  name: field(string({ pattern: '^[-_A-Za-z0-9]+$' }), 'Name of the header.'),
  value: field(string(), 'Its value.'),
});

const httpGet = object({
  path: field(string(), 'Path of the request.'),
  port: required(uint32, 'Port of the workload.'),
  host: field(string(), 'Host to connect to. Default: the workload.'),
  scheme: field(oneOfStrings('', 'HTTP', 'HTTPS'), 'HTTP or HTTPS. Default HTTP.'),
  httpHeaders: field(list(header), 'Headers of the request.'),
});

const tcpSocket = object({
  host: field(string(), 'Host to connect to. Default: localhost.'),
  port: required(uint32, 'Port of the workload.'),
});

const grpc = object({
  port: field(uint32, 'Port of the workload.'),
  service: field(string(), 'Service to ask about.'),
});

const probe = object(
  {
    initialDelaySeconds: field(int32, 'How long to wait before the first probe.'),
    timeoutSeconds: field(int32, 'How long a probe may take. Default 1.'),
    periodSeconds: field(int32, 'How often to probe. Default 10.'),
    successThreshold: field(int32, 'Successes in a row that make it ready. Default 1.'),
    failureThreshold: field(int32, 'Failures in a row that make it unready. Default 3.'),
    httpGet: field(httpGet, 'Probe by HTTP request.'),
    tcpSocket: field(tcpSocket, 'Probe by connection.'),
    exec: field(object({ command: required(list(string(), { minItems: 1 }), 'The command.') }), 'Probe by command.'),
    grpc: field(grpc, 'Probe by gRPC health check.'),
  },
  { oneOf: [{ fields: ['httpGet', 'tcpSocket', 'exec', 'grpc'] }] },
);

const metadata = object({
  labels: field(map(string()), 'Labels of the WorkloadEntries.'),
  annotations: field(map(string()), 'Their annotations.'),
});

const spec = object(
  {
    metadata: field(metadata, 'Metadata of the WorkloadEntries.'),
    template: required(workloadEntryEndpoint, 'What is the same for all of them.'),
    probe: field(probe, 'How health is told.'),
  },
  { nulls: 'refused' },
);

export const workloadGroupSchema = kubeObject({
  spec: required(spec, 'The template.'),
  status: statusField,
});

export type ReadinessProbe = Infer<typeof probe>;

/** A WorkloadGroup as stored. */
export interface WorkloadGroup extends KubeObject {
  readonly spec: Infer<typeof spec>;
}
