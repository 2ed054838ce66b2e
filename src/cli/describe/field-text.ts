// An object's fields as `kubectl describe` prints those of kinds it has no page for: words for names, values in a column.
import type { Schema } from '../../kinds/schema.ts';
import { escapeControls } from '../output/escape-controls.ts';

type Row = readonly [label: string, value: string];

/**
 * Returns the lines of a map's fields, indented. Keys that users choose are left as they are, fields become words
 * (`creationTimestamp` is `Creation Timestamp`).
 */
export function fieldLines(value: unknown, schema: Schema | undefined, indent: number): string {
  if (!isMap(value)) return '';
  const lines: string[] = [];
  let scalars: Row[] = [];
  const flush = () => {
    lines.push(...rowLines(scalars, indent));
    scalars = [];
  };
  for (const [key, item] of Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))) {
    const inner = schemaOf(schema, key);
    const label = schema?.type === 'map' ? key : wordsOf(key);
    if (isNested(item)) {
      flush();
      lines.push(`${' '.repeat(indent)}${escapeControls(label)}:\n`, nestedLines(item, inner, indent + 2));
    } else {
      scalars.push([label, scalarText(item)]);
    }
  }
  flush();
  return lines.join('');
}

/** Lays out `Name:  value` rows, values below each other; further lines of a value are indented to it. */
export function rowLines(rows: readonly Row[], indent: number): readonly string[] {
  const width = Math.max(0, ...rows.map(([label]) => label.length)) + 3;
  return rows.map(([label, value]) => {
    const [first = '', ...rest] = escapeControls(value).split('\n');
    const padding = ' '.repeat(indent + width);
    const name = `${' '.repeat(indent)}${`${escapeControls(label)}:`.padEnd(width)}`;
    return `${`${name}${first}`.trimEnd()}\n${rest
      .map((line) => `${padding}${line}`.trimEnd())
      .map((line) => `${line}\n`)
      .join('')}`;
  });
}

function nestedLines(value: unknown, schema: Schema | undefined, indent: number): string {
  if (!Array.isArray(value)) return fieldLines(value, schema, indent);
  const inner = schema?.type === 'list' ? schema.items : undefined;
  const items = value.map((item: unknown) =>
    isNested(item) ? nestedLines(item, inner, indent) : `${' '.repeat(indent)}${escapeControls(scalarText(item))}\n`,
  );
  // kubectl lets maps of a list run into each other; a dash tells where one begins
  return items.map((text, index) => (isMap(value[index]) && value.length > 1 ? withDash(text, indent) : text)).join('');
}

function withDash(text: string, indent: number): string {
  const [first = '', ...rest] = text.split('\n');
  const shifted = rest.map((line) => (line === '' ? '' : `  ${line}`));
  return [`${' '.repeat(indent)}- ${first.slice(indent)}`, ...shifted].join('\n');
}

function schemaOf(schema: Schema | undefined, key: string): Schema | undefined {
  if (schema?.type === 'map') return schema.values;
  return schema?.type === 'object' ? schema.fields[key]?.schema : undefined;
}

/** `creationTimestamp` -> `Creation Timestamp`, `clusterIP` -> `Cluster IP`. */
function wordsOf(key: string): string {
  const words = key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function scalarText(value: unknown): string {
  if (typeof value === 'string') return value.trimEnd();
  if (Array.isArray(value)) return '[]';
  if (isMap(value)) return '{}';
  return String(value);
}

/** Empty lists and maps are values. */
function isNested(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : isMap(value) && Object.keys(value).length > 0;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
