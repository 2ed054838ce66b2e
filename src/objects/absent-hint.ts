import { nearestName } from '../lib/nearest-name.ts';
import type { ObjectRef } from './object-ref.ts';

export interface PresentObject {
  readonly namespace?: string;
  readonly name: string;
}

const SHOWN_NAMES = 5;

/**
 * Returns what to say where an object is not: the nearest name, the namespace that has one of this name, or what there
 * is instead.
 * @param present all objects of the kind, of every namespace
 */
export function absentHint({ kind, namespace, name }: ObjectRef, present: readonly PresentObject[]): string {
  const here = kind.namespaced ? present.filter((one) => one.namespace === namespace) : present;
  const listing = `ictl get ${kind.plural}${kind.namespaced ? ` -n ${namespace}` : ''}`;
  const nearest = nearestName(
    name,
    here.map((one) => one.name),
  );
  if (nearest !== undefined) return `did you mean ${nearest}? see what is there with ${listing}`;
  const elsewhere = present.find((one) => one.name === name);
  if (elsewhere !== undefined) return `there is one in namespace ${elsewhere.namespace}: add -n ${elsewhere.namespace}`;
  if (here.length > 0) return `there ${here.length === 1 ? 'is' : 'are'} ${listed(here)}: see ${listing}`;
  if (present.length > 0) return `there are none in namespace ${namespace}; see all with ictl get ${kind.plural} -A`;
  return `there are no ${kind.plural} at all`;
}

function listed(present: readonly PresentObject[]): string {
  const names = present.slice(0, SHOWN_NAMES).map(({ name }) => name);
  const more = present.length - names.length;
  return `${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}
