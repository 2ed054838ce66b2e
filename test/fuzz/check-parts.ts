// A document that is read in parts gives what it gives when it is read whole.
import assert from 'node:assert/strict';
import { canBeReadInParts } from '../../src/kinds/decode/compose-in-parts.ts';
import { readYaml } from '../../src/kinds/decode/read-yaml.ts';
import { parseFieldPath } from '../../src/kinds/field-path.ts';

/** Reads a text both ways, in parts of so many lexemes. @throws AssertionError where values, problems or places differ */
export function checkParts(text: string, lexemes: number): void {
  if (!canBeReadInParts(text)) return;
  assert.deepEqual(outcome(text, { lexemes, items: 3 }), outcome(text), 'read in parts, it is something else');
}

function outcome(text: string, parts?: { readonly lexemes: number; readonly items: number }): unknown {
  try {
    return readYaml(text, { isPlaced: true, ...(parts && { parts }) }).map(({ value, problems, place }) => ({
      value,
      problems: problems.map(({ message }) => message).sort(),
      places: pathsOf(value, '').map((path) => `${path} ${place?.locate(parseFieldPath(path))}`),
    }));
  } catch {
    return 'refused'; // of several errors another may be the first that is met
  }
}

function pathsOf(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [path];
  const steps = Array.isArray(value)
    ? value.map((item, index) => [`[${index}]`, item] as const)
    : Object.entries(value).map(([key, item]) => [`[${JSON.stringify(key)}]`, item] as const);
  return [path, ...steps.flatMap(([step, item]) => pathsOf(item, path + step))];
}
