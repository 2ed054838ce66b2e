import type { FractionalPercent, RequestMirrorPolicy } from '../../envoy/route.ts';
import type { Destination, HttpRoute, Percent } from '../../kinds/virtual-service/virtual-service.ts';
import { hundredths, millionths } from './fraction.ts';

type Mirroring = Pick<HttpRoute, 'mirror' | 'mirrors' | 'mirrorPercent' | 'mirrorPercentage'>;

/** The mirrors of a rule; one with a share of 0 is none. */
export function mirrorPolicies(
  rule: Mirroring,
  clusterOf: (destination: Destination) => string,
): RequestMirrorPolicy[] {
  const { mirror, mirrors = [], mirrorPercent, mirrorPercentage } = rule;
  const all = [
    ...(mirror === undefined ? [] : [{ destination: mirror, share: shareOf(mirrorPercentage, mirrorPercent) }]),
    ...mirrors.map(({ destination, percentage }) => ({ destination, share: shareOf(percentage) })),
  ];
  return all.flatMap(({ destination, share }) =>
    share === undefined ? [] : [mirrorPolicy(clusterOf(destination), share)],
  );
}

/** The copy's Host keeps its name, without Envoy's `-shadow`, as Istio has had it since 1.24. */
function mirrorPolicy(cluster: string, share: FractionalPercent): RequestMirrorPolicy {
  return {
    cluster,
    runtimeFraction: { defaultValue: share },
    disableShadowHostSuffixAppend: true,
    traceSampled: false,
  };
}

function shareOf(percentage: Percent | undefined, percent?: number | null): FractionalPercent | undefined {
  if (percentage !== undefined) return (percentage.value ?? 0) > 0 ? millionths(percentage) : undefined;
  if (percent === undefined || percent === null) return hundredths(100);
  return percent > 0 ? hundredths(percent) : undefined;
}
