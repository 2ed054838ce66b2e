// ServiceEntry: a service that is not a Kubernetes Service, with its endpoints.
import { statusField } from '../istio-schema.ts';
import { kubeObject } from '../kube-schema.ts';
import type { KubeObject } from '../object.ts';
import { field, type Infer, integer, list, map, noEffect, object, oneOfStrings, required, string } from '../schema.ts';
import { workloadEntryEndpoint } from '../workload-entry/workload-entry.ts';

const portNumber = integer({ minimum: 1, maximum: 65_535 });

const servicePort = object({
  number: required(portNumber, 'Port that destinations name.'),
  protocol: field(string({ maxLength: 256 }), 'Protocol spoken to the endpoints, in any case. Default TCP.'),
  name: required(string({ maxLength: 256 }), 'Name of the port; endpoints refer to it.'),
  targetPort: field(portNumber, 'Port of the endpoints. Default: the number.'),
});

const workloadSelector = object({
  labels: field(map(string({ maxLength: 63 }), { maxProperties: 256 }), 'Labels of the workloads that are endpoints.'),
});

const serviceEntrySpec = object(
  {
    hosts: required(list(string(), { minItems: 1, maxItems: 256 }), 'Hosts that destinations name.'),
    addresses: field(
      list(string({ maxLength: 64 }), { maxItems: 256 }),
      'Virtual addresses inside the mesh.',
      noEffect,
    ),
    ports: field(list(servicePort, { maxItems: 256, uniqueBy: 'name' }), 'Ports of the service.'),
    location: field(oneOfStrings('MESH_EXTERNAL', 'MESH_INTERNAL'), 'Whether in the mesh. Default MESH_EXTERNAL.'),
    resolution: field(
      oneOfStrings('NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'),
      'How endpoints are found. Default NONE: not at a gateway.',
    ),
    endpoints: field(list(workloadEntryEndpoint, { maxItems: 4096 }), 'The endpoints.'),
    workloadSelector: field(workloadSelector, 'Pods and WorkloadEntries of the namespace that are endpoints.'),
    exportTo: field(list(string()), 'Namespaces whose gateways see this: names, ., * or ~. Default: all.'),
    subjectAltNames: field(list(string()), 'Names of which certificates of the endpoints must carry one.'),
  },
  { nulls: 'refused', oneOf: [{ fields: ['workloadSelector', 'endpoints'] }] },
);

export const serviceEntrySchema = kubeObject({
  spec: required(serviceEntrySpec, 'The service.'),
  status: statusField,
});

export type ServicePort = Infer<typeof servicePort>;
export type ServiceEntrySpec = Infer<typeof serviceEntrySpec>;

/** A ServiceEntry as stored. */
export interface ServiceEntry extends KubeObject {
  readonly spec: ServiceEntrySpec;
}

export type { WorkloadEntry, WorkloadEntrySpec } from '../workload-entry/workload-entry.ts';
