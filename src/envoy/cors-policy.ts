// CORS of a route, as envoy.extensions.filters.http.cors.v3.CorsPolicy in proto3 JSON.
import type { FractionalPercent } from './route.ts';
import type { StringMatcher } from './string-matcher.ts';

export interface CorsPolicy {
  readonly '@type': 'type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy';
  readonly allowOriginStringMatch?: readonly StringMatcher[];
  /** Lists as they stand in the response header; `*` alone echoes what was asked for. */
  readonly allowMethods?: string;
  readonly allowHeaders?: string;
  readonly exposeHeaders?: string;
  /** Seconds. */
  readonly maxAge?: string;
  readonly allowCredentials?: boolean;
  readonly filterEnabled?: { readonly defaultValue: FractionalPercent };
  /** Whether a preflight of another origin goes on to the upstream; default true. */
  readonly forwardNotMatchingPreflights?: boolean;
}
