import type { ObjectMeta } from '../kinds/object.ts';

/** An object, or what is made of one. */
interface Aged {
  readonly metadata: Pick<ObjectMeta, 'name' | 'namespace' | 'creationTimestamp'>;
}

/**
 * Orders objects by age, then name, then namespace: in Istio the first of two that want the same thing gets it.
 * Ages count in whole seconds, as Kubernetes stores them; an object without a timestamp is older than any other.
 */
export function compareByAge(left: Aged, right: Aged): number {
  return (
    createdSeconds(left) - createdSeconds(right) ||
    compareText(left.metadata.name, right.metadata.name) ||
    compareText(left.metadata.namespace ?? '', right.metadata.namespace ?? '')
  );
}

/** Compares by code units, as Go compares strings; never by locale. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function createdSeconds({ metadata }: Aged): number {
  const time = metadata.creationTimestamp === undefined ? Number.NaN : Date.parse(metadata.creationTimestamp);
  return Number.isNaN(time) ? 0 : Math.floor(time / 1000);
}
