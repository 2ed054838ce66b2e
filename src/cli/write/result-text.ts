import type { ObjectRef } from '../../objects/object-ref.ts';
import type { WriteResult } from '../../objects/write-request.ts';

/** Returns what a write did, in istioctl's words; undefined for what was not there to delete. */
export function resultText({ outcome, ref, revision, contents }: WriteResult): string | undefined {
  const name = configName(ref);
  switch (outcome) {
    case 'created':
      return `Created config ${name} at revision ${revision}`;
    case 'updated':
      return `Updated config ${name} to revision ${revision}`;
    case 'unchanged':
      return `Unchanged config ${name} at revision ${revision}`;
    case 'deleted':
      return `Deleted config: ${name}${contentsText(contents)}`;
    case 'missing':
      return undefined;
  }
}

/** Returns the same for a delete by type and name: `Deleted config: virtualservice httpbin`. */
export function namedResultText({ outcome, ref, contents }: WriteResult): string | undefined {
  return outcome === 'deleted'
    ? `Deleted config: ${ref.kind.singular} ${ref.name}${contentsText(contents)}`
    : undefined;
}

/** Returns an object's name as istioctl prints it: `virtual-service/default/httpbin`, `namespace/prod`. */
export function configName({ kind, namespace, name }: ObjectRef): string {
  return [kind.hyphenated, ...(kind.namespaced ? [namespace] : []), name].join('/');
}

function contentsText(contents: number | undefined): string {
  if (contents === undefined || contents === 0) return '';
  return ` with the ${contents === 1 ? 'object' : `${contents} objects`} in it`;
}
