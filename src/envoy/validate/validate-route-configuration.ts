import type { Route, RouteConfiguration, VirtualHost } from '../route.ts';
import type { Refuse } from '../validate.ts';
import { validateRoute } from './validate-route.ts';

/** The route configuration without domains that two virtual hosts have, and without routes that Envoy would refuse. */
export function validateRouteConfiguration(configuration: RouteConfiguration, refuse: Refuse): RouteConfiguration {
  const taken = new Set<string>();
  // A route may stand in many virtual hosts; one look and one finding are enough.
  const validated = new Map<Route, Route | undefined>();
  const validate = (route: Route) => {
    if (!validated.has(route)) validated.set(route, validateRoute(route, refuse));
    return validated.get(route);
  };
  const virtualHosts = configuration.virtualHosts.flatMap((virtualHost) => {
    const domains = virtualHost.domains.filter((domain) => claim(domain, taken, virtualHost, refuse));
    const routes = virtualHost.routes.flatMap((route) => validate(route) ?? []);
    if (domains.length === 0) return [];
    const isSame =
      domains.length === virtualHost.domains.length &&
      routes.every((route, index) => route === virtualHost.routes[index]);
    return [isSame && routes.length === virtualHost.routes.length ? virtualHost : { ...virtualHost, domains, routes }];
  });
  const isSame =
    virtualHosts.length === configuration.virtualHosts.length &&
    virtualHosts.every((one, index) => one === configuration.virtualHosts[index]);
  return isSame ? configuration : { ...configuration, virtualHosts };
}

/** Envoy compares domains without regard to case. */
function claim(domain: string, taken: Set<string>, { metadata }: VirtualHost, refuse: Refuse): boolean {
  const key = domain.toLowerCase();
  if (taken.has(key)) {
    refuse(metadata, `an earlier virtual host has the domain ${domain}; it is left out here`);
    return false;
  }
  taken.add(key);
  return true;
}
