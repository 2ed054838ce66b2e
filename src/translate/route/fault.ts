// What fault injection is in Envoy: a per-route config of its fault filter (Istio's TranslateFault).
import type { FaultAbort, FaultDelay, HttpFault } from '../../kinds/virtual-service/http-policy.ts';
import { grpcStatusNames } from '../../lib/grpc-status.ts';
import { defined } from '../defined.ts';
import { envoyDuration } from '../duration.ts';
import { hundredths, millionths } from './fraction.ts';

export const faultFilterName = 'envoy.filters.http.fault';
export const faultFilterType = 'type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault';

export function faultConfig({ delay, abort }: HttpFault) {
  return defined({
    '@type': faultFilterType,
    delay: delay === undefined ? undefined : faultDelay(delay),
    abort: abort === undefined ? undefined : faultAbort(abort),
  });
}

/** Without a percentage nobody is delayed. */
function faultDelay({ fixedDelay, percentage, percent }: FaultDelay) {
  const delay = envoyDuration(fixedDelay);
  if (delay === undefined) return undefined;
  return {
    fixedDelay: delay,
    percentage: percentage === undefined ? hundredths(percent ?? 0) : millionths(percentage),
  };
}

function faultAbort({ httpStatus, grpcStatus, percentage }: FaultAbort) {
  const share = percentage === undefined ? {} : { percentage: millionths(percentage) };
  if (httpStatus !== undefined) return { httpStatus, ...share };
  if (grpcStatus === undefined) return undefined;
  return { grpcStatus: Math.max(0, grpcStatusNames.indexOf(grpcStatus.toUpperCase())), ...share };
}
