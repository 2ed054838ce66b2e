// WorkloadEntry: one endpoint of a ServiceEntry, of its own or written inside one.
import { statusField, uint32 } from '../istio-schema.ts';
import { kubeObject } from '../kube-schema.ts';
import type { KubeObject } from '../object.ts';
import { field, type Infer, integer, map, noEffect, object, required, string } from '../schema.ts';

const fields = {
  address: field(string({ maxLength: 256 }), 'IP address, name for DNS resolution, or unix:// path.'),
  ports: field(
    map(integer({ minimum: 1, maximum: 65_535 }), { maxProperties: 128 }),
    'Port by name of a port of the ServiceEntry. Default: its targetPort, else its number.',
  ),
  labels: field(map(string(), { maxProperties: 256 }), 'Labels, for subsets and workload selectors.'),
  network: field(string({ maxLength: 2048 }), 'Network of the endpoint.', noEffect),
  locality: field(string({ maxLength: 2048 }), 'region/zone/subzone of the endpoint.'),
  weight: field(uint32, 'Relative share of the requests. Default 1.'),
  serviceAccount: field(string({ maxLength: 253 }), 'Service account, where the endpoint has a sidecar.', noEffect),
} as const;

/** As written in `endpoints` of a ServiceEntry. */
export const workloadEntryEndpoint = object(fields);

const workloadEntrySpec = object(fields, { nulls: 'refused' });

export const workloadEntrySchema = kubeObject({
  spec: required(workloadEntrySpec, 'The endpoint.'),
  status: statusField,
});

export type WorkloadEntrySpec = Infer<typeof workloadEntryEndpoint>;

/** A WorkloadEntry as stored. */
export interface WorkloadEntry extends KubeObject {
  readonly spec: WorkloadEntrySpec;
}
