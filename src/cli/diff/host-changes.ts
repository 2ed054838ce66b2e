// Which hosts and routes are different.
import type { Route } from '../../envoy/route.ts';
import { actionText, weightedText } from '../translate/action-text.ts';
import { clientAddresses, type Reachability } from '../translate/client-addresses.ts';
import { matchText } from '../translate/match-text.ts';
import { protocolOf } from '../translate/protocol-of.ts';
import { type Way, waysThrough } from '../translate/ways.ts';
import { type Change, compare, kindOf, leavesText } from './change.ts';
import type { ConfigSide } from './config-changes.ts';
import { leafChanges } from './leaf-changes.ts';

export function hostChanges(before: ConfigSide, after: ConfigSide): readonly Change[] {
  return compare(hostsOf(before), hostsOf(after), hostChange);
}

/** Routes of a host on a listener, by match, in the order in which they are tried. */
type HostRoutes = ReadonlyMap<string, RouteFacts>;

interface RouteFacts {
  readonly action: string;
  /** Everything but match, action and where it comes from. */
  readonly rest: unknown;
}

function hostsOf({ config, reach }: ConfigSide): ReadonlyMap<string, HostRoutes> {
  const hosts = new Map<string, Map<string, RouteFacts>>();
  for (const way of waysThrough(config)) {
    for (const host of hostNames(way, reach)) {
      const routes = hosts.get(host) ?? new Map<string, RouteFacts>();
      hosts.set(host, routes);
      const { match, facts } = routeFacts(way);
      if (!routes.has(match)) routes.set(match, facts); // a later route of the same match is never reached
    }
  }
  return hosts;
}

function hostNames({ listener, chain, virtualHost }: Way, reach: Reachability): readonly string[] {
  const protocol = protocolOf(chain);
  const scheme = { HTTP: 'http', HTTPS: 'https', TCP: 'tcp', TLS: 'tls', 'TLS passthrough': 'tls' }[protocol];
  const port = clientAddresses(listener, reach)[0]?.port ?? 0;
  const domains = virtualHost?.domains ?? chain.filterChainMatch?.serverNames ?? ['*'];
  return domains.map((domain) => `${scheme}://${domain}:${port}`);
}

function routeFacts({ chain, virtualHost, route }: Way): { readonly match: string; readonly facts: RouteFacts } {
  if (route !== undefined)
    return { match: matchText(route.match), facts: { action: actionText(route), rest: rest(route) } };
  const [filter] = chain.filters;
  if (filter?.name === 'envoy.filters.network.tcp_proxy') {
    const { cluster, weightedClusters, ...others } = filter.typedConfig;
    const action = cluster ?? weightedText(weightedClusters?.clusters ?? []);
    return { match: 'any connection', facts: { action, rest: others } };
  }
  const action = virtualHost?.requireTls === 'ALL' ? 'redirect to https' : 'answer 404';
  return { match: '/*', facts: { action, rest: {} } };
}

function rest({ match: _match, metadata: _metadata, route, redirect, directResponse, ...others }: Route): unknown {
  const { cluster: _cluster, weightedClusters: _weighted, ...action } = route ?? {};
  return { ...others, ...action, redirect, directResponse };
}

function hostChange(
  subject: string,
  before: HostRoutes | undefined,
  after: HostRoutes | undefined,
): Change | undefined {
  const parts = compare(before ?? new Map(), after ?? new Map(), routeChange);
  const order = before && after ? orderChange([...before.keys()], [...after.keys()]) : undefined;
  if (before && after && parts.length === 0 && order === undefined) return undefined;
  const kind = kindOf(before, after);
  const text = { added: 'is new', removed: 'is gone', changed: '' }[kind];
  return { kind, subject, text, parts: order === undefined ? parts : [...parts, order] };
}

function routeChange(match: string, before: RouteFacts | undefined, after: RouteFacts | undefined): Change | undefined {
  const subject = `route ${match}`;
  const kind = kindOf(before, after);
  if (before === undefined || after === undefined)
    return { kind, subject, text: `leads to ${(after ?? before)?.action ?? ''}`, parts: [] };
  const texts = [
    ...(before.action === after.action ? [] : [`leads to ${after.action} instead of ${before.action}`]),
    ...leavesText(leafChanges(before.rest, after.rest)),
  ];
  return texts.length === 0 ? undefined : { kind, subject, text: texts.join(', '), parts: [] };
}

/** The first route that matches wins, so the order of those on both sides counts. */
function orderChange(before: readonly string[], after: readonly string[]): Change | undefined {
  const kept = before.filter((match) => after.includes(match));
  const now = after.filter((match) => before.includes(match));
  const at = kept.findIndex((match, index) => match !== now[index]);
  if (at < 0) return undefined;
  const text = `${now[at] ?? ''} is now tried before ${kept[at] ?? ''}`;
  return { kind: 'changed', subject: 'order', text, parts: [] };
}
