// Where rules send requests and connections.
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import { checkPort, checkSubsetName } from '../../istio-rules/fields.ts';
import { wildcardDomainFault } from '../../istio-rules/names.ts';
import type { Problem } from '../../problem.ts';
import type { Destination, HttpRouteDestination, RouteDestination } from '../destination.ts';
import { checkHeaderOperations } from './header-operations.ts';

/** Checks one destination. */
export function checkDestination(path: string, destination: Destination | undefined): readonly Problem[] {
  if (destination === undefined) return [];
  const { host, subset, port } = destination;
  const fault = host === '*' ? `invalid destination host ${host}` : wildcardDomainFault(host);
  return [
    ...(fault === undefined ? [] : [refused(fieldOf(path, 'host'), fault)]),
    ...(subset === undefined || subset === '' ? [] : checkSubsetName(fieldOf(path, 'subset'), subset)),
    ...(port === undefined ? [] : checkPort(`${fieldOf(path, 'port')}.number`, port.number ?? 0)),
  ];
}

/** Checks weighted destinations of HTTP, TCP and TLS rules. */
export function checkDestinations(
  path: string,
  destinations: readonly (HttpRouteDestination | RouteDestination)[],
): readonly Problem[] {
  const problems = destinations.flatMap((weighted, index) => {
    const place = itemOf(path, index);
    return [
      ...('headers' in weighted ? checkHeaderOperations(fieldOf(place, 'headers'), weighted.headers) : []),
      ...checkDestination(fieldOf(place, 'destination'), weighted.destination),
      ...((weighted.weight ?? 0) < 0 ? [refused(fieldOf(place, 'weight'), `weight ${weighted.weight} < 0`)] : []),
    ];
  });
  const total = destinations.reduce((sum, { weight = 0 }) => sum + weight, 0);
  if (destinations.length < 2 || total !== 0) return problems;
  return [...problems, refused(path, 'total destination weight = 0')];
}
