import type { Kind } from '../../kinds/kind.ts';
import { kinds } from '../../kinds/registry.ts';

/** Not part of `all`, as in kubectl: what configures nothing by itself, or must not be shown by the way. */
const notInAll = ['ConfigMap', 'Endpoints', 'EndpointSlice', 'IngressClass', 'Namespace', 'Secret'];

/** Returns the kinds of a category that is named in the place of a type; undefined for any other word. */
export function kindsOfCategory(word: string): readonly Kind[] | undefined {
  switch (word.toLowerCase()) {
    case 'all':
      return kinds.filter(({ kind }) => !notInAll.includes(kind));
    case 'istio-io':
      return kinds.filter(({ group }) => group.endsWith('.istio.io'));
    default:
      return undefined;
  }
}
