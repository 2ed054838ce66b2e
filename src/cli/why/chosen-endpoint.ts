// Which endpoint a cluster that hashes gives a request, by the engine's own balancer.
import { endpointsOf } from '../../engine/cluster/assignment.ts';
import { type EndpointFacts, endpointAddress } from '../../engine/cluster/endpoint.ts';
import { compileHashPolicies, type HashedInfo } from '../../engine/compile/hash-policy.ts';
import type { RequestHead } from '../../engine/http/stream.ts';
import { hashesRequests, PrioritySet } from '../../engine/load-balancer/priority-set.ts';
import type { Cluster } from '../../envoy/cluster.ts';
import type { ClusterLoadAssignment } from '../../envoy/endpoint.ts';
import type { HashPolicy } from '../../envoy/route.ts';

export interface HashedChoice {
  /** `127.0.0.1:80`; absent where the request does not say. */
  readonly address?: string;
  /** Why, for people. */
  readonly text: string;
}

/** undefined for clusters that do not hash. */
export function hashedChoice(
  cluster: Cluster,
  assignment: ClusterLoadAssignment | undefined,
  policies: readonly HashPolicy[],
  head: RequestHead | undefined,
): HashedChoice | undefined {
  if (!hashesRequests(cluster) || head === undefined) return undefined;
  const keys = policies.map(keyText).join(', ');
  if (keys === '') return { text: 'where the route hashes nothing: any endpoint' };
  const hashed = policies.some(needsClient) ? undefined : compileHashPolicies(policies)?.(withoutClient(head));
  if (hashed?.setCookie !== undefined) return { text: `by ${keys}, which a first request gets` };
  const hash = hashed?.hash;
  if (hash === undefined) return { text: `by ${keys}, of which the request as given says nothing` };
  if (cluster.type !== 'EDS' && cluster.type !== 'STATIC')
    return { text: `by ${keys}, among the addresses that its names have at the time` };
  const candidates = endpointsOf(assignment).map(candidateOf);
  const address = new PrioritySet(cluster, candidates, () => 0).choose(hash)?.address;
  return address === undefined ? { text: `by ${keys}` } : { address, text: `by ${keys}` };
}

function candidateOf(facts: EndpointFacts) {
  return { ...facts, address: endpointAddress(facts), activeRequests: 0, addedAt: 0 };
}

/** The client's address is not known before it connects. */
function needsClient({ connectionProperties }: HashPolicy): boolean {
  return connectionProperties !== undefined;
}

function withoutClient(request: RequestHead): HashedInfo {
  const connection = { id: 0, remoteAddress: '', remotePort: 0, localAddress: '', localPort: 0 };
  return { request, trustedAddress: '', connection: { ...connection, tls: undefined, listenerName: '' } };
}

function keyText({ header, cookie, queryParameter, connectionProperties }: HashPolicy): string {
  if (header !== undefined) return `header ${header.headerName}`;
  if (cookie !== undefined) return `cookie ${cookie.name}`;
  if (queryParameter !== undefined) return `query parameter ${queryParameter.name}`;
  return connectionProperties === undefined ? 'nothing' : "the client's address";
}
