// What becomes of a request after all filters let it through: an answer from the route itself, or a router.
import { redirectLocation } from '../../compile/redirect.ts';
import type { RouteEntry } from '../../compile/route-entry.ts';
import type { ActiveStream } from '../../http/active-stream.ts';
import { HTTP } from '../../stats/layouts.ts';
import { Router } from './router.ts';

/** Answers a request, or gives it a router and starts that. */
export function routeRequest(stream: ActiveStream): void {
  const { routeEntry, manager } = stream;
  manager.count(HTTP.rq_total);
  if (routeEntry === undefined) {
    manager.count(HTTP.no_route);
    stream.addFlag('NR');
    stream.sendLocalReply({ status: 404, body: '', details: 'route_not_found' });
  } else if (routeEntry.action === undefined) answerDirectly(stream, routeEntry);
  else goUpstream(stream, routeEntry, routeEntry.action);
}

function answerDirectly(stream: ActiveStream, { redirect, directResponse, responseMutations }: RouteEntry): void {
  const details = 'direct_response';
  stream.responseMutations = responseMutations;
  if (redirect !== undefined) {
    stream.manager.count(HTTP.rq_redirect);
    const location = redirectLocation(redirect, stream.request);
    stream.sendLocalReply({ status: redirect.status, body: '', details, location });
    return;
  }
  stream.manager.count(HTTP.rq_direct_response);
  const status = directResponse?.status ?? 500;
  const { scheme, authority, path } = stream.request;
  // Envoy gives every 201 and 3xx the request's own URL where no other is known.
  const needsLocation = status === 201 || (status >= 300 && status < 400);
  const reply = { status, body: directResponse?.body ?? '', details };
  stream.sendLocalReply(needsLocation ? { ...reply, location: `${scheme}://${authority}${path}` } : reply);
}

function goUpstream(stream: ActiveStream, entry: RouteEntry, action: NonNullable<RouteEntry['action']>): void {
  const { manager, clusterChoice, destination } = stream;
  const cluster = clusterChoice === undefined ? undefined : manager.clusters.get(clusterChoice.name);
  if (cluster === undefined || destination === undefined) {
    manager.count(HTTP.no_cluster);
    stream.addFlag('NC');
    stream.sendLocalReply({ status: action.clusterNotFoundStatus, body: '', details: 'cluster_not_found' });
    return;
  }
  stream.clusterName = cluster.name;
  stream.clusterStatName = cluster.statName;
  stream.routeName = entry.name;
  const router = new Router(stream, action, destination, cluster);
  stream.router = router;
  router.start();
}
