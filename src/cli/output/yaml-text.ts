import { Document, visit } from 'yaml';
import { escapeControls, hasUnsafe } from './escape-controls.ts';
import { sortKeys } from './sort-keys.ts';

/**
 * Returns a value as kubectl writes YAML. Strings that YAML 1.1 reads as something else are quoted (`"on"`, `"1e3"`),
 * for other tools still do; unsafe characters are escaped within double quotes, which reads as the same text.
 */
export function yamlText(value: unknown): string {
  const document = new Document(sortKeys(value), { version: '1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && hasUnsafe(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return escapeControls(document.toString({ indentSeq: false, lineWidth: 0 }));
}
