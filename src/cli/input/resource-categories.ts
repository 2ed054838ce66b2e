import type { Kind } from '../../kinds/kind.ts';
import { kinds } from '../../kinds/registry.ts';

/** Categories of Istio's CRDs: `istio-io` for all, `networking-istio-io` for those of a group. */
const istioCategory = /^(?:(extensions|networking|security|telemetry)-)?istio-io$/;

/** Returns the kinds of a category that is named in the place of a type; undefined for any other word. */
export function kindsOfCategory(word: string): readonly Kind[] | undefined {
  if (word.toLowerCase() === 'all') return kinds.filter(({ apartFromAll }) => apartFromAll !== true);
  const category = istioCategory.exec(word.toLowerCase());
  if (category === null) return undefined;
  const [, part] = category;
  return kinds.filter(({ group }) => (part === undefined ? group.endsWith('.istio.io') : group === `${part}.istio.io`));
}
