// A kind or one of its fields, as `kubectl explain` lays it out.
import type { Kind } from '../../kinds/kind.ts';
import { groupOf } from '../../kinds/registry.ts';
import type { Enforcement, Field, ObjectSchema, Schema } from '../../kinds/schema.ts';
import type { Paint } from '../output/paint.ts';
import { wrapText } from '../output/wrap-text.ts';
import { fieldsOf } from './find-field.ts';
import { kindSummaries } from './kind-summaries.ts';
import { limitTexts, typeText } from './type-text.ts';

export interface Explained {
  readonly kind: Kind;
  readonly apiVersion: string;
  readonly schema: ObjectSchema;
  readonly path: readonly string[];
  /** undefined for the whole kind. */
  readonly field: Field | undefined;
}

export interface ExplainLayout {
  readonly isRecursive: boolean;
  /** Of a line. */
  readonly width: number;
  readonly paint: Paint;
}

export function explainText(explained: Explained, layout: ExplainLayout): string {
  const { kind, apiVersion, schema, path, field } = explained;
  const { paint, width, isRecursive } = layout;
  const group = groupOf(apiVersion);
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1);
  const inside = field?.schema ?? schema;
  const description = field === undefined ? kindDescription(kind) : descriptionOf(field);
  const fields = Object.entries(fieldsOf(inside));
  const list = isRecursive
    ? treeLines(inside, 1)
    : fields.map(([name, one]) => fieldText(name, one, layout)).join('\n');
  return [
    ...(group === '' ? [] : [`GROUP:      ${group}\n`]),
    `KIND:       ${kind.kind}\nVERSION:    ${version}\n\n`,
    ...(field === undefined ? [] : [`FIELD: ${paint.bold(path.at(-1) ?? '')} ${typeMark(field)}\n\n`]),
    `DESCRIPTION:\n${indented(description || 'none', width)}`,
    ...(fields.length === 0 ? [] : [`\nFIELDS:\n${list}`]),
  ].join('');
}

function kindDescription({ kind, policy }: Kind): string {
  const summary = kindSummaries[kind] ?? '';
  return policy === true ? `${summary} Known and checked, but not enforced by ictl serve.` : summary;
}

function fieldText(name: string, field: Field, { width, paint }: ExplainLayout): string {
  return `  ${paint.bold(name)}\t${typeMark(field)}\n${indented(descriptionOf(field), width)}`;
}

function indented(text: string, width: number): string {
  return wrapText(text, width - 4)
    .map((line) => `    ${line}\n`)
    .join('');
}

function typeMark({ schema, required }: Field): string {
  return `<${typeText(schema)}>${required ? ' -required-' : ''}`;
}

/** What it does, which values it takes, and what becomes of it here. */
function descriptionOf({ schema, description, nullable, enforcement }: Field): string {
  const limits = limitTexts(schema).map((text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`);
  const nulls = nullable ? ['Null means absent.'] : [];
  return [description, ...limits, ...nulls, ...enforcementText(enforcement)].join(' ');
}

function enforcementText(enforcement: Enforcement | undefined): readonly string[] {
  if (enforcement === undefined) return [];
  if (enforcement === 'no-effect') return ['Has no effect at a gateway.'];
  return [`Not enforced: ${enforcement.notEnforced}.`];
}

/** Names and types only, each level indented. */
function treeLines(schema: Schema, level: number): string {
  return Object.entries(fieldsOf(schema))
    .map(([name, field]) => `${'  '.repeat(level)}${name}\t${typeMark(field)}\n${treeLines(field.schema, level + 1)}`)
    .join('');
}
