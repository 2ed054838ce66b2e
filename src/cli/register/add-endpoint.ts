import type { EndpointPort, EndpointSubset, Endpoints } from '../../kinds/kubernetes/endpoints.ts';
import type { NamedPort } from './parse-ports.ts';

/**
 * Returns the Endpoints with an address more: in the subset that has just these ports, else in one of its own, for each
 * address of a subset serves each of its ports. An address that is there already stays where it is.
 */
export function addEndpoint(endpoints: Endpoints, ip: string, ports: readonly NamedPort[]): Endpoints {
  const subsets = endpoints.subsets ?? [];
  const fitting = subsets.findIndex((subset) => hasPorts(subset, ports));
  if (fitting === -1) {
    return { ...endpoints, subsets: [...subsets, { addresses: [{ ip }], ports: ports.map(endpointPort) }] };
  }
  return {
    ...endpoints,
    subsets: subsets.map((subset, index) => (index === fitting ? withAddress(subset, ip) : subset)),
  };
}

function hasPorts(subset: EndpointSubset, ports: readonly NamedPort[]): boolean {
  const theirs = subset.ports ?? [];
  return (
    theirs.length === ports.length &&
    ports.every(({ name, port }) => theirs.some((one) => (one.name ?? '') === name && one.port === port))
  );
}

function withAddress(subset: EndpointSubset, ip: string): EndpointSubset {
  const addresses = subset.addresses ?? [];
  return addresses.some((address) => address.ip === ip) ? subset : { ...subset, addresses: [...addresses, { ip }] };
}

/** The one port of a Service may have no name; then that of its endpoints has none, too. */
function endpointPort({ name, port }: NamedPort): EndpointPort {
  return { ...(name === '' ? {} : { name }), port, protocol: 'TCP' };
}
