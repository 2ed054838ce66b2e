import { check, requiredValue } from '../../field-problem.ts';
import type { KindModule } from '../../kind.ts';
import { dns1123LabelFault, dns1123SubdomainFault } from '../../metadata/names.ts';
import type { Problem } from '../../problem.ts';
import { ipAddressFault } from '../address.ts';
import { builtInModule } from '../built-in-module.ts';
import { expandKind } from '../compact-schema.ts';
import type { EndpointAddress, EndpointPort, EndpointSubset, Endpoints } from '../endpoints.ts';
import { endpointsTypes } from '../generated/endpoints.ts';
import { namedPortProblems, portNumberProblems, withProtocol } from '../port-rules.ts';

export const endpointsModule: KindModule = builtInModule<Endpoints>({
  schemas: { v1: expandKind(endpointsTypes, 'Endpoints') },
  storageVersion: 'v1',
  nameRule: dns1123SubdomainFault,
  applyDefaults,
  validate: ({ subsets = [] }) => subsets.flatMap((subset, index) => subsetProblems(subset, `subsets[${index}]`)),
});

function applyDefaults(endpoints: Endpoints): Endpoints {
  const { subsets } = endpoints;
  if (subsets === undefined) return endpoints;
  const withPorts = ({ ports, ...subset }: EndpointSubset): EndpointSubset =>
    ports === undefined ? subset : { ...subset, ports: ports.map(withProtocol) };
  return { ...endpoints, subsets: subsets.map(withPorts) };
}

function subsetProblems(
  { addresses = [], notReadyAddresses = [], ports = [] }: EndpointSubset,
  path: string,
): readonly Problem[] {
  const empty = addresses.length + notReadyAddresses.length === 0;
  return [
    ...(empty ? [requiredValue(path, 'must specify `addresses` or `notReadyAddresses`')] : []),
    ...addresses.flatMap((address, index) => addressProblems(address, `${path}.addresses[${index}]`)),
    ...notReadyAddresses.flatMap((address, index) => addressProblems(address, `${path}.notReadyAddresses[${index}]`)),
    ...namedPortProblems(`${path}.ports`, ports),
    ...ports.flatMap((port, index) => numberProblems(port, `${path}.ports[${index}].port`)),
  ];
}

function addressProblems({ ip, hostname }: EndpointAddress, path: string): readonly Problem[] {
  return [
    ...check(`${path}.ip`, ip, ipAddressFault),
    ...(hostname ? check(`${path}.hostname`, hostname, dns1123LabelFault) : []),
  ];
}

function numberProblems({ port }: EndpointPort, path: string): readonly Problem[] {
  return port === undefined ? [requiredValue(path)] : portNumberProblems(path, port);
}
