import { parseClusterName } from '../../envoy/cluster-name.ts';
import type { RouteAction, RouteMatch } from '../../envoy/route.ts';

/** The name of a route in traces: host, port and path of its one destination, else of the VirtualService. */
export function routeOperation(
  match: RouteMatch,
  action: RouteAction | undefined,
  virtualService: string,
  serverPort: number,
): string {
  const path = match.prefix === undefined ? (match.path ?? match.safeRegex?.regex ?? '/*') : `${match.prefix}*`;
  const cluster = parseClusterName(action?.cluster ?? '');
  return cluster === undefined ? `${virtualService}:${serverPort}${path}` : `${cluster.host}:${cluster.port}${path}`;
}
