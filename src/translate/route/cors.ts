// What a CORS policy is in Envoy: a per-route config of its CORS filter (Istio's TranslateCORSPolicy).
import type { CorsPolicy } from '../../kinds/virtual-service/virtual-service.ts';
import { defined, nonEmpty } from '../defined.ts';
import { durationSeconds } from '../duration.ts';
import { stringMatcher } from '../string-match.ts';
import { hundredths } from './fraction.ts';

export const corsFilterName = 'envoy.filters.http.cors';
const corsPolicyType = 'type.googleapis.com/envoy.extensions.filters.http.cors.v3.CorsPolicy';

export function corsConfig(policy: CorsPolicy) {
  const origins = policy.allowOrigins?.map(stringMatcher) ?? policy.allowOrigin?.map((exact) => ({ exact })) ?? [];
  return defined({
    '@type': corsPolicyType,
    allowOriginStringMatch: nonEmpty(origins),
    allowMethods: joined(policy.allowMethods),
    allowHeaders: joined(policy.allowHeaders),
    exposeHeaders: joined(policy.exposeHeaders),
    maxAge: policy.maxAge === undefined ? undefined : String(durationSeconds(policy.maxAge)),
    allowCredentials: policy.allowCredentials ?? undefined,
    filterEnabled: { defaultValue: hundredths(100) },
    forwardNotMatchingPreflights: policy.unmatchedPreflights !== 'IGNORE',
  });
}

function joined(values: readonly string[] | undefined): string | undefined {
  return values === undefined || values.length === 0 ? undefined : values.join(',');
}
