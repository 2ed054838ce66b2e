import { compileParts } from '../http/format.ts';
import type { StreamInfo } from '../http/stream-info.ts';
import type { LineProgram } from './access-log.ts';

type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
type ValueProgram = (info: StreamInfo) => JsonValue | undefined;

/** Commands whose values JSON has as numbers. */
const NUMERIC =
  /^%(?:BYTES_RECEIVED|BYTES_SENT|DURATION|REQUEST_DURATION|RESPONSE_DURATION|RESPONSE_TX_DURATION|RESPONSE_CODE|CONNECTION_ID|UPSTREAM_REQUEST_ATTEMPT_COUNT)%$/;

/**
 * Compiles a JSON format (core.v3.SubstitutionFormatString.json_format): each string is a format; one that is a single
 * command has that command's type, and null where a request has no value for it.
 */
export function compileJsonLine(format: Readonly<Record<string, unknown>>, omitEmptyValues: boolean): LineProgram {
  const program = compileValue(format, omitEmptyValues);
  return (info) => {
    const text = JSON.stringify(program(info));
    // Text is decoded bytes here; the writer takes bytes.
    return `${Buffer.from(text, 'utf8').toString('latin1')}\n`;
  };
}

function compileValue(value: unknown, omitEmpty: boolean): ValueProgram {
  if (typeof value === 'string') return compileString(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => compileValue(item, omitEmpty));
    return (info) => items.map((item) => item(info) ?? null);
  }
  if (value === null || typeof value !== 'object') return () => value as JsonValue;
  const fields = Object.entries(value).map(([key, field]) => [key, compileValue(field, omitEmpty)] as const);
  return (info) => {
    const object: Record<string, JsonValue> = {};
    for (const [key, field] of fields) {
      const read = field(info);
      if (read !== undefined) object[key] = read;
      else if (!omitEmpty) object[key] = null;
    }
    return object;
  };
}

function compileString(format: string): ValueProgram {
  const parts = compileParts(format);
  const [single] = parts;
  if (parts.length === 1 && typeof single === 'function') {
    const isNumber = NUMERIC.test(format);
    // Envoy prints a dash for no flags, also here.
    const absent = format === '%RESPONSE_FLAGS%' ? '-' : undefined;
    return (info) => {
      const value = single(info) ?? absent;
      return isNumber && value !== undefined ? Number(value) : value === undefined ? undefined : decode(value);
    };
  }
  return (info) => parts.map((part) => (typeof part === 'string' ? part : decode(part(info) ?? '-'))).join('');
}

/** Bytes as text; what is not UTF-8 becomes the replacement character, so that every line is JSON. */
function decode(bytes: string): string {
  return /[\x80-\xff]/.test(bytes) ? Buffer.from(bytes, 'latin1').toString('utf8') : bytes;
}
