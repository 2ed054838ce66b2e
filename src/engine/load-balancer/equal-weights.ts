import type { Balanced } from './load-balancer.ts';
import type { SlowStart } from './slow-start.ts';

/** Whether a plain choice does: no endpoint is to get more than another. */
export function areEqual(endpoints: readonly Balanced[], slowStart: SlowStart | undefined): boolean {
  if (slowStart !== undefined && endpoints.some((endpoint) => slowStart.isWarming(endpoint))) return false;
  return endpoints.every(({ weight }) => weight === endpoints[0]?.weight);
}
