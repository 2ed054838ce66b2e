// What the API server demands of EndpointSlices (kubernetes/pkg/apis/discovery/validation).
import { check, checkOneOf, duplicateValue, refused, requiredValue, unsupportedValue } from '../../field-problem.ts';
import { qualifiedNameFault } from '../../metadata/labels.ts';
import { dns1123LabelFault } from '../../metadata/names.ts';
import type { Problem } from '../../problem.ts';
import { addressRules } from '../address.ts';
import type { EndpointSlice, SliceEndpoint } from '../endpoint-slice.ts';
import type { EndpointPort } from '../endpoints.ts';
import { portNumberProblems, protocols } from '../port-rules.ts';

const maxEndpoints = 1000;
const maxAddresses = 100;

export function validateEndpointSlice({ addressType, endpoints = [], ports = [] }: EndpointSlice): readonly Problem[] {
  const supported = Object.keys(addressRules);
  return [
    ...(supported.includes(addressType) ? [] : [unsupportedValue('addressType', addressType, supported)]),
    ...(endpoints.length > maxEndpoints ? [refused('endpoints', `must have at most ${maxEndpoints} items`)] : []),
    ...endpoints.flatMap((endpoint, index) => endpointProblems(endpoint, addressType, `endpoints[${index}]`)),
    ...portProblems(ports),
  ];
}

function endpointProblems(
  { addresses, hostname }: SliceEndpoint,
  addressType: string,
  path: string,
): readonly Problem[] {
  const rule = Object.hasOwn(addressRules, addressType) ? addressRules[addressType] : undefined;
  return [
    ...(addresses.length === 0 ? [requiredValue(`${path}.addresses`, 'must contain at least 1 address')] : []),
    ...(addresses.length > maxAddresses
      ? [refused(`${path}.addresses`, `must have at most ${maxAddresses} items`)]
      : []),
    ...addresses.flatMap((address, index) =>
      rule === undefined ? [] : check(`${path}.addresses[${index}]`, address, rule),
    ),
    ...(hostname ? check(`${path}.hostname`, hostname, dns1123LabelFault) : []),
  ];
}

/** Unlike the ports of a Service, one of several may lack a name; the empty name counts as one. */
function portProblems(ports: readonly EndpointPort[]): readonly Problem[] {
  const seen = new Set<string>();
  return ports.flatMap(({ name = '', port, protocol, appProtocol }, index) => {
    const path = `ports[${index}]`;
    const repeated = seen.has(name);
    seen.add(name);
    return [
      ...(name === '' ? [] : check(`${path}.name`, name, dns1123LabelFault)),
      ...(repeated ? [duplicateValue(`${path}.name`, name)] : []),
      ...checkOneOf(`${path}.protocol`, protocol, protocols),
      ...(port === undefined ? [] : portNumberProblems(`${path}.port`, port)),
      ...(appProtocol === undefined ? [] : check(`${path}.appProtocol`, appProtocol, qualifiedNameFault)),
    ];
  });
}
