import type { Cluster } from '../../cluster/cluster.ts';
import type { Endpoint } from '../../cluster/endpoint.ts';
import type { CompiledRetryPolicy } from '../../compile/retry-policy.ts';

/**
 * Chooses where the next try goes; a retry avoids what was tried as the policy says.
 * @param tried in order
 * @param hash of what is to stay together, where the cluster hashes requests
 */
export function chooseEndpoint(
  cluster: Cluster,
  tried: readonly Endpoint[],
  policy: CompiledRetryPolicy | undefined,
  hash: bigint | undefined,
): Endpoint | undefined {
  if (tried.length === 0 || policy === undefined) return cluster.choose(tried, 0, hash);
  return cluster.choose(tried, policy.hostAttempts, hash, triedPriorities(tried, policy.avoidsPrioritiesAfter));
}

/** Of as many tries as make whole steps; undefined where no priority is avoided yet. */
function triedPriorities(tried: readonly Endpoint[], step: number): ReadonlySet<number> | undefined {
  if (step === 0 || tried.length < step) return undefined;
  const counted = tried.slice(0, tried.length - (tried.length % step));
  return new Set(counted.map(({ priority }) => priority));
}
