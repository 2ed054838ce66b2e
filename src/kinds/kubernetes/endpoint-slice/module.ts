import { immutable } from '../../field-immutable.ts';
import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import { builtInModule } from '../built-in-module.ts';
import { expandKind } from '../compact-schema.ts';
import type { EndpointSlice } from '../endpoint-slice.ts';
import { endpointSliceTypes } from '../generated/endpoint-slice.ts';
import { withProtocol } from '../port-rules.ts';
import { validateEndpointSlice } from './validate.ts';

export const endpointSliceModule: KindModule = builtInModule<EndpointSlice>({
  schemas: { 'discovery.k8s.io/v1': expandKind(endpointSliceTypes, 'EndpointSlice') },
  storageVersion: 'discovery.k8s.io/v1',
  nameRule: dns1123SubdomainFault,
  applyDefaults,
  validate: validateEndpointSlice,
  validateUpdate: ({ addressType }, previous) => immutable('addressType', addressType, previous.addressType),
});

function applyDefaults(slice: EndpointSlice): EndpointSlice {
  const { ports } = slice;
  return ports === undefined ? slice : { ...slice, ports: ports.map(withProtocol) };
}
