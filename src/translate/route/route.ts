// One rule and one of its matches as an Envoy route (Istio's translateRoute).
import { sourceMetadata } from '../../envoy/config-source.ts';
import type { Route } from '../../envoy/route.ts';
import type { Translation } from '../translation.ts';
import type { BoundVirtualService, HttpRule, RuleMatch } from '../virtual-service/bound-virtual-service.ts';
import { corsConfig, corsFilterName } from './cors.ts';
import { directResponseAction } from './direct-response.ts';
import { faultConfig, faultFilterName } from './fault.ts';
import { type TranslatedHeaders, translateHeaders } from './header-operations.ts';
import { redirectAction } from './redirect.ts';
import { routeAction } from './route-action.ts';
import { routeMatch } from './route-match.ts';
import { routeOperation } from './route-operation.ts';

/** The server that routes are made for. */
export interface RoutedServer {
  /** As written in the Gateway. */
  readonly port: number;
  readonly isTls: boolean;
}

/** What a rule does with a request; the same for all of its matches. */
export type RuleAction = Pick<Route, 'route' | 'redirect' | 'directResponse' | 'typedPerFilterConfig'> &
  TranslatedHeaders;

/** A redirect beats a direct response, and both beat destinations. */
export function ruleAction(rule: HttpRule, server: RoutedServer, translation: Translation): RuleAction {
  return { ...primaryAction(rule, server, translation), ...perFilterConfig(rule) };
}

/** @param match undefined for a rule without matches */
export function buildRoute(
  service: BoundVirtualService,
  rule: HttpRule,
  match: RuleMatch | undefined,
  action: RuleAction,
  serverPort: number,
): Route {
  const name = routeName(rule, match);
  const matched = routeMatch(match?.match, service.semantics);
  return {
    ...(name !== '' && { name }),
    match: matched,
    ...action,
    ...(match?.match.statPrefix && { statPrefix: match.match.statPrefix }),
    decorator: { operation: routeOperation(matched, action.route, service.metadata.name, serverPort) },
    metadata: sourceMetadata(rule.source, match?.path ?? rule.path),
  };
}

function routeName({ rule }: HttpRule, match: RuleMatch | undefined): string {
  return match?.match.name ? `${rule.name ?? ''}.${match.match.name}` : (rule.name ?? '');
}

function primaryAction(rule: HttpRule, server: RoutedServer, translation: Translation): RuleAction {
  const { redirect, directResponse, headers } = rule.rule;
  if (redirect !== undefined) {
    const action = redirectAction(redirect, server);
    return { ...(action && { redirect: action }), ...translateHeaders(headers) };
  }
  if (directResponse !== undefined) {
    return { directResponse: directResponseAction(directResponse), ...translateHeaders(headers) };
  }
  const forwarding = routeAction(rule, server.port, translation);
  return { route: forwarding.route, ...forwarding.headers };
}

function perFilterConfig({ rule }: HttpRule): Pick<Route, 'typedPerFilterConfig'> {
  const { fault, corsPolicy } = rule;
  if (fault === undefined && corsPolicy === undefined) return {};
  return {
    typedPerFilterConfig: {
      ...(fault && { [faultFilterName]: faultConfig(fault) }),
      ...(corsPolicy && { [corsFilterName]: corsConfig(corsPolicy) }),
    },
  };
}
