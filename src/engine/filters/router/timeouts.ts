// How long a request may take: FilterUtility::finalTimeout and setTimeoutHeaders in source/common/router/router.cc of
// Envoy. The x-envoy-* headers with which a trusted caller could change them are removed from every request before.
import type { Timeouts, UpstreamAction } from '../../compile/route-entry.ts';
import { grpcTimeout, grpcTimeoutMs } from '../../http/grpc.ts';
import type { Headers } from '../../http/headers.ts';

export function timeoutsOf(action: UpstreamAction, headers: Headers, isGrpc: boolean): Timeouts {
  const { timeouts, maxGrpcTimeoutMs: max } = action;
  if (!isGrpc || max === undefined) return timeouts;
  const asked = grpcTimeoutMs(headers.get('grpc-timeout')) ?? 0;
  // 0 is no timeout, on either side.
  const globalMs = max !== 0 && (asked === 0 || asked > max) ? max : asked;
  return { globalMs, perTryMs: timeouts.perTryMs };
}

/** Tells the upstream how long it has. */
export function setTimeoutHeaders(
  headers: Headers,
  { globalMs, perTryMs }: Timeouts,
  elapsedMs: number,
  setsGrpcTimeout: boolean,
): void {
  let expected = perTryMs === 0 ? globalMs : perTryMs;
  if (expected === 0) return;
  // At least 1: 0 would read as no timeout.
  if (globalMs > 0) expected = Math.max(1, Math.min(expected, Math.round(globalMs - elapsedMs)));
  headers.set('x-envoy-expected-rq-timeout-ms', String(Math.round(expected)));
  if (setsGrpcTimeout) headers.set('grpc-timeout', grpcTimeout(Math.round(expected)));
}
