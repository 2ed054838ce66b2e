import type { Protocol } from './stream.ts';

/**
 * Whether trailers of a connection count. Over HTTP/1.1 they are dropped in both directions, as by Envoy, whose
 * enable_trailers Istio leaves off: what reads a request by its headers must not find more of them behind it.
 */
export function carriesTrailers(protocol: Protocol): boolean {
  return protocol === 'HTTP/2';
}
