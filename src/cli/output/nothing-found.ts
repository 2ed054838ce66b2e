import type { Kind } from '../../kinds/kind.ts';

/** Returns kubectl's line for an empty answer, which is none for standard output. @param namespace undefined: all */
export function nothingFound(kinds: readonly Kind[], namespace: string | undefined): string {
  const isNamespaced = kinds.length === 0 || kinds.some(({ namespaced }) => namespaced);
  if (namespace === undefined || !isNamespaced) return 'No resources found\n';
  return `No resources found in ${namespace} namespace.\n`;
}
