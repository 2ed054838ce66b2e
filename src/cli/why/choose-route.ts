import type { RouteConfiguration } from '../../envoy/route.ts';
import type { CompiledRoute } from '../../match/compiled-route.ts';
import { CompiledVirtualHost } from '../../match/compiled-virtual-host.ts';
import { explainRoute } from '../../match/explain-route.ts';
import { explainVirtualHost } from '../../match/explain-virtual-host.ts';
import type { RequestView } from '../../match/request-view.ts';
import { matchText } from '../translate/match-text.ts';
import type { PassedOver, Step } from './decision.ts';
import { mismatchText } from './mismatch-text.ts';
import type { SourceFinder } from './source-finder.ts';

/** More would hide the answer. */
const mostNames = 10;

export interface ChosenVirtualHost {
  readonly virtualHost: CompiledVirtualHost | undefined;
  readonly step: Step;
}

/** Finds the virtual host of an authority. */
export function chooseVirtualHost(
  config: RouteConfiguration,
  authority: string,
  find: SourceFinder,
): ChosenVirtualHost {
  const { host, chosen, lessSpecific } = explainVirtualHost(config, authority);
  if (chosen === undefined) {
    const detail = `no domain of ${config.name} takes ${host}: ${domainsText(config)}`;
    return { virtualHost: undefined, step: { stage: 'virtual host', detail, passedOver: [] } };
  }
  const passedOver = lessSpecific.map(({ virtualHost, domain }): PassedOver => {
    const reasons = [`${domain} is less specific than ${chosen.domain}`];
    return { name: virtualHost.name, ...find(virtualHost.metadata), reasons };
  });
  const { name, metadata } = chosen.virtualHost;
  return {
    virtualHost: new CompiledVirtualHost(chosen.virtualHost),
    step: { stage: 'virtual host', name, detail: `domain ${chosen.domain}`, ...find(metadata), passedOver },
  };
}

function domainsText({ virtualHosts }: RouteConfiguration): string {
  const domains = virtualHosts.flatMap((host) => host.domains);
  if (domains.length === 0) return 'it has none';
  const more = domains.length > mostNames ? `, and ${domains.length - mostNames} more` : '';
  return `it has ${domains.slice(0, mostNames).join(', ')}${more}`;
}

export interface ChosenRoute {
  readonly route: CompiledRoute | undefined;
  readonly step: Step;
}

/** Finds the route of a request, and says of each before it why it did not match. */
export function chooseRoute(virtualHost: CompiledVirtualHost, request: RequestView, find: SourceFinder): ChosenRoute {
  const { chosen, passedOver } = explainRoute(virtualHost, request);
  const others = passedOver.map(({ route, mismatches }): PassedOver => {
    return { name: nameOf(route), ...find(route.route.metadata), reasons: mismatches.map(mismatchText) };
  });
  const count = virtualHost.routes.length;
  const routes = count === 1 ? '1 route' : `${count} routes`;
  const found =
    chosen === undefined
      ? { detail: `none of ${routes} matches` }
      : { name: nameOf(chosen), detail: `${chosen.index + 1} of ${routes}` };
  return {
    route: chosen,
    step: { stage: 'route', ...found, ...find(chosen?.route.metadata), passedOver: others },
  };
}

function nameOf({ route }: CompiledRoute): string {
  const match = matchText(route.match);
  return route.name === undefined || route.name === '' ? match : `${route.name}: ${match}`;
}
