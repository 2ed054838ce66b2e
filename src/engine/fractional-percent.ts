import type { FractionalPercent } from '../envoy/route.ts';

const DENOMINATORS = { HUNDRED: 100, TEN_THOUSAND: 10_000, MILLION: 1_000_000 } as const;

/** The share that an envoy.type.v3.FractionalPercent stands for, 0 to 1; 0 where it is not set, as in Envoy. */
export function shareOf(percent: FractionalPercent | undefined): number {
  if (percent === undefined) return 0;
  return Math.min(1, (percent.numerator ?? 0) / DENOMINATORS[percent.denominator ?? 'HUNDRED']);
}
