// Values of objects are written by others: on a terminal their control characters could move the cursor, set the
// title or turn text around. Escaped: C0 (but for newline and tab), DEL, C1, and the characters that change the
// direction of text or cannot be seen (Unicode TR36 and TR9: marks, embeddings, overrides, isolates).
const unsafe = /(?![\n\t])[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;

/** Returns the text with unsafe characters written as `\u001b`; lines and tabs stay. */
export function escapeControls(text: string): string {
  return text.replace(unsafe, escaped);
}

/** Returns the text as one line: newlines and tabs are escaped, too. For cells of a table. */
export function escapeLine(text: string): string {
  return escapeControls(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
}

/** Tells whether a text has characters that must not reach a terminal raw. */
export function hasUnsafe(text: string): boolean {
  return text.search(unsafe) !== -1;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
