import type { EndpointSubset, Endpoints } from '../../kinds/kubernetes/endpoints.ts';

/** Returns the Endpoints without an address; subsets that have no other go with it. */
export function removeEndpoint(endpoints: Endpoints, ip: string): Endpoints {
  const subsets = (endpoints.subsets ?? []).map((subset) => withoutAddress(subset, ip));
  return {
    ...endpoints,
    subsets: subsets.filter(({ addresses, notReadyAddresses }) => addresses ?? notReadyAddresses),
  };
}

/** Returns the addresses of Endpoints, each once, whether ready or not. */
export function addressesOf({ subsets = [] }: Endpoints): readonly string[] {
  const all = subsets.flatMap(({ addresses = [], notReadyAddresses = [] }) => [...addresses, ...notReadyAddresses]);
  return [...new Set(all.map(({ ip }) => ip))];
}

/** A list that becomes empty is left out, as an API server would refuse the subset otherwise. */
function withoutAddress(
  { addresses = [], notReadyAddresses = [], ...subset }: EndpointSubset,
  ip: string,
): EndpointSubset {
  const ready = addresses.filter((address) => address.ip !== ip);
  const notReady = notReadyAddresses.filter((address) => address.ip !== ip);
  return {
    ...subset,
    ...(ready.length === 0 ? {} : { addresses: ready }),
    ...(notReady.length === 0 ? {} : { notReadyAddresses: notReady }),
  };
}
