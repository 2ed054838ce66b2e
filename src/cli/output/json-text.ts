import { escapeControls } from './escape-controls.ts';
import { sortKeys } from './sort-keys.ts';

/** Returns a value as kubectl writes JSON. Unsafe characters are escaped, which JSON reads as the same text. */
export function jsonText(value: unknown): string {
  return `${escapeControls(JSON.stringify(sortKeys(value), null, 4))}\n`;
}
