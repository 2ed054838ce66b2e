// The HTTP filters of a gateway, in the one order that counts. Istio's own (metadata exchange, ALPN, stats) are left out:
// only its build of Envoy has them, and nothing that a client or a backend sees depends on them.
import type { HttpFilter } from '../../envoy/http-connection-manager.ts';
import type { Protocol } from '../protocol.ts';
import { corsFilterName } from '../route/cors.ts';
import { faultFilterName, faultFilterType } from '../route/fault.ts';

const routerType = 'type.googleapis.com/envoy.extensions.filters.http.router.v3.Router';

/** @param suppressesHeaders whether `x-envoy-*` headers are kept from clients and upstreams */
export function httpFilters(protocol: Protocol, suppressesHeaders: boolean): readonly HttpFilter[] {
  return [
    // Turns gRPC-Web into gRPC before anything else looks at the request.
    ...(protocol === 'GRPC-WEB' ? [filter('envoy.filters.http.grpc_web', 'grpc_web.v3.GrpcWeb')] : []),
    // Faults come before CORS: an aborted preflight is aborted.
    { name: faultFilterName, typedConfig: { '@type': faultFilterType } },
    filter(corsFilterName, 'cors.v3.Cors'),
    // Ends the chain: it forwards.
    {
      name: 'envoy.filters.http.router',
      typedConfig: { '@type': routerType, ...(suppressesHeaders && { suppressEnvoyHeaders: true }) },
    },
  ];
}

function filter(name: string, type: string): HttpFilter {
  return { name, typedConfig: { '@type': `type.googleapis.com/envoy.extensions.filters.http.${type}` } };
}
