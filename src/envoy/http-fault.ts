// Faults of a route, as envoy.extensions.filters.http.fault.v3.HTTPFault in proto3 JSON.
import type { FractionalPercent } from './route.ts';

export interface HttpFault {
  readonly '@type': 'type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault';
  readonly delay?: { readonly fixedDelay?: string; readonly percentage?: FractionalPercent };
  /** One of the statuses is set. */
  readonly abort?: {
    readonly httpStatus?: number;
    readonly grpcStatus?: number;
    readonly percentage?: FractionalPercent;
  };
}
