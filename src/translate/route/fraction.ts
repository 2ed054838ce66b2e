import type { FractionalPercent } from '../../envoy/route.ts';
import type { Percent } from '../../kinds/virtual-service/virtual-service.ts';

/** A percentage with four decimals, as Envoy counts it. */
export function millionths({ value = 0 }: Percent): FractionalPercent {
  return { numerator: Math.trunc(value * 10_000), denominator: 'MILLION' };
}

export function hundredths(value: number): FractionalPercent {
  return { numerator: value, denominator: 'HUNDRED' };
}
