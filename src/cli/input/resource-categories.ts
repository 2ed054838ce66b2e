import type { Kind } from '../../kinds/kind.ts';
import { kinds } from '../../kinds/registry.ts';

/** Returns the kinds of a category that is named in the place of a type; undefined for any other word. */
export function kindsOfCategory(word: string): readonly Kind[] | undefined {
  switch (word.toLowerCase()) {
    case 'all':
      return kinds.filter(({ apartFromAll }) => apartFromAll !== true);
    case 'istio-io':
      return kinds.filter(({ group }) => group.endsWith('.istio.io'));
    default:
      return undefined;
  }
}
