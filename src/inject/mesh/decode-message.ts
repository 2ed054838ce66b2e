// Reads a message from what YAML or JSON holds of it, as protobuf's JSON mapping does: snake_case names are taken,
// enums by name or number, unknown fields are left out and told.
import { parseDuration } from '../../kinds/duration.ts';
import { fieldOf } from '../../kinds/field-path.ts';
import { isObject, type JsonObject } from '../pod/json.ts';
import { enumNames, type MessageFields, messageFields } from './message-fields.ts';

/** Thrown where a field has not the type of its message. */
export class MessageError extends Error {}

export interface DecodedMessage {
  /** With the names of the schema; enums by name, durations as they are written. */
  readonly value: JsonObject;
  /** Paths of fields that there are not. */
  readonly unknown: readonly string[];
}

/** Decodes a message. @throws MessageError where a value does not fit */
export function decodeMessage(value: unknown, fields: MessageFields, path = ''): DecodedMessage {
  if (value === null || value === undefined) return { value: {}, unknown: [] };
  if (!isObject(value))
    throw new MessageError(`${path || 'the configuration'} must be an object, got ${JSON.stringify(value)}`);
  const result: JsonObject = {};
  const unknown: string[] = [];
  for (const [written, one] of Object.entries(value)) {
    const name = camelCase(written);
    const type = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const place = fieldOf(path, name);
    if (type === undefined) unknown.push(place);
    else if (one !== null) result[name] = decodeField(one, type, { place, unknown });
  }
  return { value: result, unknown };
}

interface FieldPlace {
  readonly place: string;
  readonly unknown: string[];
}

function decodeField(value: unknown, type: string, { place, unknown }: FieldPlace): unknown {
  const fields = messageFields(type);
  if (fields !== undefined) {
    const decoded = decodeMessage(value, fields, place);
    unknown.push(...decoded.unknown);
    return decoded.value;
  }
  const names = enumNames(type);
  if (names !== undefined) return enumValue(value, names, place);
  const checked = scalar(value, type);
  if (checked === undefined)
    throw new MessageError(`${place} must be ${described(type)}, got ${JSON.stringify(value)}`);
  return checked;
}

function enumValue(value: unknown, names: readonly string[], place: string): string {
  const name = typeof value === 'number' ? names[value] : value;
  if (typeof name === 'string' && names.includes(name)) return name;
  throw new MessageError(`${place} must be one of ${names.join(', ')}, got ${JSON.stringify(value)}`);
}

/** The value as it is kept; undefined where it has not the type. */
function scalar(value: unknown, type: string): unknown {
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : undefined;
    case 'duration':
      return typeof value === 'string' && parseDuration(value) !== undefined ? value : undefined;
    case 'integer':
    case 'Int32Value':
      return integer(value);
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'boolean':
    case 'BoolValue':
      return typeof value === 'boolean' ? value : undefined;
    case 'map':
      return isObject(value) && Object.values(value).every((one) => typeof one === 'string') ? value : undefined;
    default:
      return value;
  }
}

/** protobuf's JSON takes integers as text, too. */
function integer(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
}

function described(type: string): string {
  const names: Readonly<Record<string, string>> = {
    string: 'text',
    duration: 'a duration such as 5s',
    integer: 'an integer',
    Int32Value: 'an integer',
    number: 'a number',
    boolean: 'true or false',
    BoolValue: 'true or false',
    map: 'an object of texts',
  };
  return names[type] ?? type;
}

function camelCase(name: string): string {
  return name.replace(/_([a-z\d])/g, (_all, letter: string) => letter.toUpperCase());
}
