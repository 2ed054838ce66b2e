// Checks of values without parts.

import { nearestName } from '../../lib/nearest-name.ts';
import { parseDuration } from '../duration.ts';
import type {
  BooleanSchema,
  IntegerSchema,
  IntOrStringSchema,
  NumberSchema,
  StringFormat,
  StringSchema,
} from '../schema.ts';

export type ScalarSchema = StringSchema | IntegerSchema | NumberSchema | BooleanSchema | IntOrStringSchema;

export interface CheckedScalar {
  readonly value: unknown;
  readonly fault?: string;
}

/** Checks a scalar; what is wrong is said in `fault`. */
export function checkScalar(value: unknown, schema: ScalarSchema): CheckedScalar {
  switch (schema.type) {
    case 'string':
      return checkString(value, schema);
    case 'integer':
      if (!Number.isInteger(value)) return wrongType(value, 'an integer');
      return checkRange(value as number, schema);
    case 'number':
      if (typeof value !== 'number') return wrongType(value, 'a number');
      return checkRange(value, schema);
    case 'boolean':
      return typeof value === 'boolean' ? { value } : wrongType(value, 'true or false');
    case 'int-or-string':
      return typeof value === 'string' || Number.isInteger(value)
        ? { value }
        : wrongType(value, 'an integer or a string');
    default:
      return schema satisfies never;
  }
}

function checkString(value: unknown, schema: StringSchema): CheckedScalar {
  if (schema.format === 'quantity' && typeof value === 'number') return { value: String(value) };
  if (typeof value !== 'string') return wrongType(value, 'a string');
  const fault =
    enumFault(value, schema) ?? lengthFault(value, schema) ?? patternFault(value, schema) ?? formatFault(value, schema);
  return fault === undefined ? { value } : { value, fault };
}

function enumFault(value: string, schema: StringSchema): string | undefined {
  if (schema.enum === undefined || schema.enum.includes(value)) return undefined;
  const near = nearestName(value, schema.enum);
  const hint = near === undefined ? '' : `, did you mean ${near}?`;
  return `unknown value ${JSON.stringify(value)}${hint} (one of ${schema.enum.join(', ')})`;
}

function lengthFault(value: string, schema: StringSchema): string | undefined {
  if (schema.minLength !== undefined && value.length < schema.minLength) {
    return schema.minLength === 1 ? 'must not be empty' : `must be at least ${schema.minLength} characters`;
  }
  if (schema.maxLength !== undefined && value.length > schema.maxLength) {
    return `must be at most ${schema.maxLength} characters, has ${value.length}`;
  }
  return undefined;
}

function patternFault(value: string, schema: StringSchema): string | undefined {
  if (schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value)) return undefined;
  return `${JSON.stringify(value)} must match ${schema.pattern}`;
}

function formatFault(value: string, schema: StringSchema): string | undefined {
  if (schema.format === undefined) return undefined;
  if (schema.format === 'duration') return durationFault(value, schema.minimumMs);
  return formatTests[schema.format](value)
    ? undefined
    : `${JSON.stringify(value)} is not ${formatNames[schema.format]}`;
}

const formatTests: Readonly<Record<Exclude<StringFormat, 'duration'>, (value: string) => boolean>> = {
  quantity: (value) => /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][-+]?\d+)?$/.test(value),
  byte: isBase64,
  'date-time': (value) => /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)$/.test(value),
};

/** As Go's decoder sees it: line breaks are ignored, padding is required. */
function isBase64(value: string): boolean {
  const text = value.replace(/[\r\n]/g, '');
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

const formatNames: Readonly<Record<Exclude<StringFormat, 'duration'>, string>> = {
  quantity: 'a quantity, such as 500m or 1Gi',
  byte: 'base64',
  'date-time': 'a time as RFC 3339 has it, such as 2024-05-01T12:00:00Z',
};

function durationFault(value: string, minimumMs: number | undefined): string | undefined {
  const nanoseconds = parseDuration(value);
  if (nanoseconds === undefined) return `${JSON.stringify(value)} is not a duration, such as 1h30m, 10s or 500ms`;
  if (minimumMs !== undefined && nanoseconds < minimumMs * 1e6) {
    return `${JSON.stringify(value)} must be a duration of at least ${minimumMs}ms`;
  }
  return undefined;
}

function checkRange(value: number, schema: IntegerSchema | NumberSchema): CheckedScalar {
  if (schema.minimum !== undefined && value < schema.minimum) {
    return { value, fault: `${value} must be at least ${schema.minimum}` };
  }
  if (schema.maximum !== undefined && value > schema.maximum) {
    return { value, fault: `${value} must be at most ${schema.maximum}` };
  }
  return { value };
}

function wrongType(value: unknown, expected: string): CheckedScalar {
  return { value: undefined, fault: `expected ${expected}, got ${describeType(value)}${typeHint(value, expected)}` };
}

/** What to do about a scalar whose type YAML chose otherwise than its writer. */
function typeHint(value: unknown, expected: string): string {
  if (expected === 'a string' && typeof value === 'boolean')
    return ' (unquoted y, yes, on, n, no and off are booleans: quote it)';
  if (expected === 'a string' && typeof value === 'number') return ' (quote it)';
  if (typeof value === 'string' && value !== '' && !Number.isNaN(Number(value)) && expected !== 'true or false') {
    return ' (remove the quotes)';
  }
  return '';
}

/** Names a value for a message, without the value of anything long. */
export function describeType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return value.length > 40 ? 'a string' : `the string ${JSON.stringify(value)}`;
  return `the ${typeof value} ${String(value)}`;
}
