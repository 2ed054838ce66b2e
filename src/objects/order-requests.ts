import type { Kind } from '../kinds/kind.ts';
import { requestedKind, type WriteRequest } from './write-request.ts';

/**
 * Puts the requests of one input in an order in which none gets into another's way, else in that of the input:
 * Namespaces are made before what lies in them, and deleted after it; Services after their Endpoints, which go with
 * them.
 */
export function orderRequests(requests: readonly WriteRequest[]): readonly WriteRequest[] {
  return requests.toSorted((left, right) => rankOf(left) - rankOf(right));
}

function rankOf(request: WriteRequest): number {
  const kind = requestedKind(request);
  if (request.verb !== 'delete') return isCore(kind, 'Namespace') ? 0 : 1;
  if (isCore(kind, 'Namespace')) return 3;
  return isCore(kind, 'Service') ? 2 : 1;
}

function isCore({ group, kind }: Kind, name: string): boolean {
  return group === '' && kind === name;
}
