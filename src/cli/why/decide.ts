// The way of one request through a configuration, by the same predicates that the engine runs: listener, filter chain,
// virtual host, route, cluster, endpoints. Pure.
import { compileRedirect, httpsLocation, redirectLocation } from '../../engine/compile/redirect.ts';
import { admit } from '../../engine/http/admission.ts';
import { removeInternalHeaders } from '../../engine/http/forwarding-headers.ts';
import { PathPolicy } from '../../engine/http/path-policy.ts';
import type { RequestHead } from '../../engine/http/stream.ts';
import type { HttpConnectionManager } from '../../envoy/http-connection-manager.ts';
import type { FilterChain, TcpProxy } from '../../envoy/listener.ts';
import type { Route } from '../../envoy/route.ts';
import { chooseFilterChain } from './choose-filter-chain.ts';
import { chooseListener, type Reach, reachablePorts } from './choose-listener.ts';
import { chooseRoute, chooseVirtualHost } from './choose-route.ts';
import type { Decision, Outcome, Step } from './decision.ts';
import { type ClusterWorld, followClusters, type WantedCluster } from './follow-clusters.ts';
import { routePolicies } from './route-policies.ts';
import type { WhyRequest } from './why-request.ts';

export interface World extends ClusterWorld {
  readonly reach: Reach;
}

interface Rest {
  readonly steps: readonly Step[];
  readonly outcome: Outcome;
}

/** Decides what becomes of a request. */
export function decide(request: WhyRequest, world: World): Decision {
  const { steps, outcome } = connect(request, world);
  const { method, authority, path } = request.head;
  return { request: { method, url: request.url, authority, path }, steps, outcome };
}

function connect(request: WhyRequest, world: World): Rest {
  const chosen = chooseListener(request, world.reach, world.find);
  if (chosen === undefined) {
    const ports = reachablePorts(world.reach);
    const known = ports === '' ? 'no Gateway applies, so nothing is listened to' : `listened to are ${ports}`;
    return { steps: [], outcome: notRouted(`nothing listens for port ${request.port}: ${known}`) };
  }
  const { chain, step } = chooseFilterChain(request, chosen.listener, chosen.port, world.find);
  const steps = [chosen.step, step];
  if (chain === undefined)
    return { steps, outcome: notRouted(`the connection is closed: no filter chain takes it${plainTextHint(request)}`) };
  return before(steps, enterChain(request, chain, world));
}

function plainTextHint({ isTls }: WhyRequest): string {
  return isTls ? '' : ', for it does not speak TLS';
}

function enterChain(request: WhyRequest, { filters: [filter], transportSocket }: FilterChain, world: World): Rest {
  if (transportSocket !== undefined && !request.isTls)
    return alone(notRouted('the connection is closed: this port speaks TLS, use https'));
  if (filter?.name === 'envoy.filters.network.tcp_proxy')
    return followClusters(tcpClusters(filter.typedConfig), world, {});
  if (transportSocket === undefined && request.isTls)
    return alone(notRouted('the TLS handshake fails: this port speaks plain HTTP, use http'));
  return filter === undefined
    ? alone(notRouted('the connection is closed: the filter chain is empty'))
    : routeHttp(request, filter.typedConfig, world);
}

function tcpClusters({ cluster, weightedClusters }: TcpProxy): readonly WantedCluster[] {
  return weightedClusters?.clusters ?? (cluster === undefined ? [] : [{ name: cluster }]);
}

function routeHttp({ head }: WhyRequest, manager: HttpConnectionManager, world: World): Rest {
  const underscores = manager.commonHttpProtocolOptions?.headersWithUnderscoresAction ?? 'ALLOW';
  const refusal = admit(head, 'HTTP/1.1', { paths: new PathPolicy(manager), underscores });
  if (refusal !== undefined) return alone(notRouted(`refused: ${refusal.details}`, refusal.status));
  removeInternalHeaders(head);
  if (manager.useRemoteAddress === true) head.headers.set('x-forwarded-proto', head.scheme);
  const name = manager.rds?.routeConfigName;
  const routes = name === undefined ? manager.routeConfig : world.config.routes.find((one) => one.name === name);
  if (routes === undefined) return alone(notRouted(`there are no routes ${name}`, 404, 'NR'));
  const { virtualHost, step } = chooseVirtualHost(routes, head.authority, world.find);
  if (virtualHost === undefined)
    return { steps: [step], outcome: notRouted(`no virtual host for ${head.authority}`, 404, 'NR') };
  if (virtualHost.virtualHost.requireTls === 'ALL' && head.scheme !== 'https')
    return {
      steps: [step],
      outcome: answered(301, `redirected to ${httpsLocation(head)}, as the Gateway server has httpsRedirect`),
    };
  const { route, step: routeStep } = chooseRoute(virtualHost, head, world.find);
  if (route === undefined)
    return {
      steps: [step, routeStep],
      outcome: notRouted(`no route of ${virtualHost.virtualHost.name} matches`, 404, 'NR'),
    };
  const { policies, outcome } = routePolicies(route.route, head, world.policies);
  const isForwarded = route.route.route !== undefined;
  const explained = isForwarded ? { ...routeStep, policies } : routeStep;
  const rest = follow(route.route, head, world);
  return before([step, explained], isForwarded && outcome !== undefined ? { ...rest, outcome } : rest);
}

function follow({ match, redirect, directResponse, route: action }: Route, head: RequestHead, world: World): Rest {
  if (redirect !== undefined) {
    const compiled = compileRedirect(match, redirect);
    return alone(answered(compiled.status, `redirected to ${redirectLocation(compiled, head)}`));
  }
  if (directResponse !== undefined) return alone(answered(directResponse.status, 'answered by the route itself'));
  const { cluster, weightedClusters, hashPolicy = [] } = action ?? {};
  const weighted = weightedClusters?.clusters.map(({ name, weight = 0 }) => ({ name, weight }));
  const wanted = weighted ?? (cluster === undefined ? [] : [{ name: cluster }]);
  return followClusters(wanted, world, { head, hashPolicy });
}

function before(steps: readonly Step[], rest: Rest): Rest {
  return { steps: [...steps, ...rest.steps], outcome: rest.outcome };
}

function alone(outcome: Outcome): Rest {
  return { steps: [], outcome };
}

function answered(status: number, summary: string): Outcome {
  return { kind: 'answered', status, summary };
}

function notRouted(summary: string, status?: number, flag?: string): Outcome {
  return { kind: 'not-routed', ...(status !== undefined && { status }), ...(flag !== undefined && { flag }), summary };
}
