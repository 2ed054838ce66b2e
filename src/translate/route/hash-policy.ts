// Consistent hashing is said in DestinationRules, but what is hashed stands on Envoy's routes.
import type { HashPolicy } from '../../envoy/route.ts';
import type { ConsistentHash, TrafficPolicy } from '../../kinds/destination-rule/destination-rule.ts';
import type { Destination } from '../../kinds/virtual-service/virtual-service.ts';
import { defined } from '../defined.ts';
import type { MergedRule } from '../destination-rule/merged-rule.ts';
import { envoyDuration } from '../duration.ts';

/**
 * The hash settings for a destination: those of the subset's port, else of the subset, else of the port, else of the
 * rule. Ports count only where the destination names one.
 */
export function consistentHashOf(
  { subset, port }: Destination,
  rule: MergedRule | undefined,
): ConsistentHash | undefined {
  const number = port?.number;
  const ofSubset = rule?.subsets.find((one) => one.subset.name === (subset ?? ''))?.subset.trafficPolicy;
  return (
    portHash(ofSubset, number) ??
    ofSubset?.loadBalancer?.consistentHash ??
    portHash(rule?.trafficPolicy, number) ??
    rule?.trafficPolicy?.loadBalancer?.consistentHash
  );
}

export function hashPolicy(hash: ConsistentHash): HashPolicy | undefined {
  if (hash.httpHeaderName !== undefined) return { header: { headerName: hash.httpHeaderName } };
  if (hash.httpCookie !== undefined) return { cookie: cookie(hash.httpCookie) };
  if (hash.useSourceIp !== undefined) return { connectionProperties: { sourceIp: hash.useSourceIp } };
  if (hash.httpQueryParameterName !== undefined) return { queryParameter: { name: hash.httpQueryParameterName } };
  return undefined;
}

function portHash(policy: TrafficPolicy | undefined, number: number | undefined): ConsistentHash | undefined {
  if (number === undefined) return undefined;
  return policy?.portLevelSettings?.find(({ port }) => port?.number === number)?.loadBalancer?.consistentHash;
}

/** Without ttl Envoy makes no cookie of its own; `0s` makes one for the session. */
function cookie({ name, path, ttl, attributes }: NonNullable<ConsistentHash['httpCookie']>): HashPolicy['cookie'] {
  return defined({
    name,
    ttl: envoyDuration(ttl),
    path: path || undefined,
    attributes: attributes?.map((attribute) => ({ name: attribute.name, value: attribute.value ?? '' })),
  });
}
