import { parseClusterName } from '../../envoy/cluster-name.ts';
import type { Route } from '../../envoy/route.ts';

/** The name of a route in traces: host, port and path of its one destination, else of the VirtualService. */
export function routeOperation({ match, route }: Route, virtualService: string, serverPort: number): string {
  const path = match.prefix === undefined ? (match.path ?? match.safeRegex?.regex ?? '/*') : `${match.prefix}*`;
  const cluster = parseClusterName(route?.cluster ?? '');
  return cluster === undefined ? `${virtualService}:${serverPort}${path}` : `${cluster.host}:${cluster.port}${path}`;
}
