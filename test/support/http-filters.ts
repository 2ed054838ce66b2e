import type { HttpFilter } from '../../src/envoy/http-connection-manager.ts';

const types = {
  fault: 'fault.v3.HTTPFault',
  cors: 'cors.v3.Cors',
  router: 'router.v3.Router',
} as const;

/** The filters of a connection manager by their short names; the router is added. */
export function httpFilters(...names: readonly (keyof typeof types)[]): HttpFilter[] {
  return [...names, 'router' as const].map((name) => ({
    name: `envoy.filters.http.${name}`,
    typedConfig: { '@type': `type.googleapis.com/envoy.extensions.filters.http.${types[name]}` },
  }));
}
