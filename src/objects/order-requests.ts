import type { Kind } from '../kinds/kind.ts';
import type { WriteRequest } from './write-request.ts';

/**
 * Puts the requests of one input in an order in which none gets into another's way, else in that of the input:
 * Namespaces are made before what lies in them, and deleted after it; Services after their Endpoints, which go with
 * them.
 */
export function orderRequests(requests: readonly WriteRequest[]): readonly WriteRequest[] {
  return requests.toSorted((left, right) => rankOf(left) - rankOf(right));
}

function rankOf(request: WriteRequest): number {
  if (request.verb !== 'delete') return isCore(request.kind, 'Namespace') ? 0 : 1;
  if (isCore(request.ref.kind, 'Namespace')) return 3;
  return isCore(request.ref.kind, 'Service') ? 2 : 1;
}

function isCore({ group, kind }: Kind, name: string): boolean {
  return group === '' && kind === name;
}
