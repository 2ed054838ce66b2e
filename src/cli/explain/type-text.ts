import type { Schema, StringFormat } from '../../kinds/schema.ts';

/** A type as `kubectl explain` writes it: `string`, `[]Object`, `map[string]string`. */
export function typeText(schema: Schema): string {
  switch (schema.type) {
    case 'object':
      return 'Object';
    case 'list':
      return `[]${typeText(schema.items)}`;
    case 'map':
      return `map[string]${typeText(schema.values)}`;
    case 'int-or-string':
      return 'IntOrString';
    case 'any':
      return 'Object';
    default:
      return schema.type;
  }
}

const formatTexts: Readonly<Record<StringFormat, string>> = {
  duration: 'a duration such as 1h30m, 5s or 500ms',
  quantity: 'a quantity such as 500m or 128Mi',
  byte: 'base64',
  'date-time': 'a time such as 2026-01-02T03:04:05Z',
};

/** What values a schema takes beside its type, a sentence each. */
export function limitTexts(schema: Schema): readonly string[] {
  switch (schema.type) {
    case 'list':
      return [...limitTexts(schema.items), ...countText(schema.minItems, schema.maxItems, 'items')];
    case 'map':
      return [...limitTexts(schema.values), ...countText(undefined, schema.maxProperties, 'keys')];
    case 'integer':
    case 'number':
      return rangeText(schema.minimum, schema.maximum);
    case 'string':
      return [
        ...(schema.enum === undefined ? [] : [`one of ${schema.enum.join(', ')}`]),
        ...(schema.format === undefined ? [] : [formatTexts[schema.format]]),
        ...(schema.minimumMs === undefined ? [] : [`at least ${schema.minimumMs}ms`]),
        ...countText(schema.minLength, schema.maxLength, 'characters'),
        ...(schema.pattern === undefined ? [] : [`matches ${schema.pattern}`]),
      ];
    case 'object':
      return (schema.oneOf ?? []).map(
        ({ fields, required }) => `${required ? 'exactly' : 'at most'} one of ${fields.join(', ')}`,
      );
    default:
      return [];
  }
}

function rangeText(minimum: number | undefined, maximum: number | undefined): readonly string[] {
  if (minimum !== undefined && maximum !== undefined) return [`${minimum} to ${maximum}`];
  if (minimum !== undefined) return [`at least ${minimum}`];
  return maximum === undefined ? [] : [`at most ${maximum}`];
}

function countText(least: number | undefined, most: number | undefined, what: string): readonly string[] {
  return rangeText(least, most).map((text) => `${text} ${what}`);
}
