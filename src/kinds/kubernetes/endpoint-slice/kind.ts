import type { Kind } from '../../kind.ts';
import { listCell } from '../cell.ts';
import type { EndpointSlice } from '../endpoint-slice.ts';

export const endpointSliceKind: Kind = {
  group: 'discovery.k8s.io',
  kind: 'EndpointSlice',
  plural: 'endpointslices',
  singular: 'endpointslice',
  shortNames: [],
  hyphenated: 'endpoint-slice',
  namespaced: true,
  served: ['discovery.k8s.io/v1'],
  storageVersion: 'discovery.k8s.io/v1',
  apartFromAll: true,
  columns: [
    { header: 'ADDRESSTYPE', value: (object) => (object as EndpointSlice).addressType },
    { header: 'PORTS', value: (object) => listCell(ports(object as EndpointSlice), '<unset>') },
    { header: 'ENDPOINTS', value: (object) => listCell(addresses(object as EndpointSlice), '<unset>') },
  ],
  load: async () => (await import('./module.ts')).endpointSliceModule,
};

/** A port without a number stands for every port. */
function ports(slice: EndpointSlice): readonly string[] {
  return (slice.ports ?? []).map(({ port }) => (port === undefined ? '*' : String(port)));
}

function addresses({ endpoints = [] }: EndpointSlice): readonly string[] {
  return endpoints.flatMap((endpoint) => endpoint.addresses);
}
