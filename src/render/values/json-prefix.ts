/** A JSON value at the beginning of a text. */
export interface JsonPrefix {
  readonly value: unknown;
  /** In UTF-16 units. */
  readonly length: number;
}

const stringPattern = /"(?:[^"\\]|\\.)*"/y;
const wordPattern = /[-+.\w]+/y;

/** Reads the JSON value that a text begins with; undefined where it begins with none. */
export function readJsonPrefix(text: string): JsonPrefix | undefined {
  const length = prefixLength(text);
  if (length === undefined) return undefined;
  try {
    return { value: JSON.parse(text.slice(0, length)) as unknown, length };
  } catch {
    return undefined; // its brackets close, but what is between them is no JSON
  }
}

/** Where the first value ends: behind its last bracket, its quote or its word. */
function prefixLength(text: string): number | undefined {
  let depth = 0;
  for (let position = 0; position < text.length; ) {
    const character = text[position] ?? '';
    const end = character === '"' ? endOf(stringPattern, text, position) : position + 1;
    if (end === undefined) return undefined;
    if ('{['.includes(character)) depth++;
    else if ('}]'.includes(character)) depth--;
    if (depth === 0) return character === '"' || '}]'.includes(character) ? end : endOf(wordPattern, text, position);
    position = end;
  }
  return undefined;
}

function endOf(pattern: RegExp, text: string, position: number): number | undefined {
  const sticky = new RegExp(pattern.source, pattern.flags);
  sticky.lastIndex = position;
  return sticky.test(text) ? sticky.lastIndex : undefined;
}
