// Columns and filters as `istioctl proxy-config routes` has them (istioctl/pkg/writer/envoy/configdump/route.go).
import { sourceOf } from '../../envoy/config-source.ts';
import type { Route, RouteConfiguration, VirtualHost } from '../../envoy/route.ts';
import { matchText } from '../translate/match-text.ts';
import type { ReadSection } from './section.ts';

export const routeSection: ReadSection = ({ config: { routes } }, { name }) => {
  const objects = routes.filter((one) => name === undefined || one.name === name);
  const rows = objects.flatMap((one) => one.virtualHosts.flatMap((virtualHost) => hostRows(one, virtualHost)));
  const headers = ['NAME', 'VHOST NAME', 'DOMAINS', 'MATCH', 'VIRTUAL SERVICE'];
  return { objects, rows: [headers, ...rows], names: routes.map((one) => one.name) };
};

function hostRows({ name }: RouteConfiguration, virtualHost: VirtualHost): readonly (readonly string[])[] {
  const { domains, routes } = virtualHost;
  const start = [name, virtualHost.name, domains.join(', ')];
  // Such a host answers everything itself: with 404, or with a redirect to https.
  if (routes.length === 0) return [[...start, '/*', virtualHost.requireTls === 'ALL' ? 'https' : '404']];
  return routes.map((route) => [...start, matchText(route.match), virtualServiceOf(route)]);
}

/** `httpbin.default`; of another kind with its name, which istioctl does not know. */
function virtualServiceOf({ metadata }: Route): string {
  const { resource } = sourceOf(metadata);
  if (resource === undefined) return '';
  const name = `${resource.name}.${resource.namespace}`;
  return resource.kind === 'VirtualService' ? name : `${name} (${resource.kind})`;
}
