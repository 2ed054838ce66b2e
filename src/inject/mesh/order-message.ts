import { isObject, type JsonObject } from '../pod/json.ts';
import { type MessageFields, messageFields } from './message-fields.ts';

/** Returns a message as protobuf's JSON writes it: fields as the schema declares them, maps by their keys. */
export function orderMessage(value: JsonObject, fields: MessageFields): JsonObject {
  const names = Object.keys(fields);
  const sorted = Object.entries(value).sort(([left], [right]) => names.indexOf(left) - names.indexOf(right));
  return Object.fromEntries(sorted.map(([name, one]) => [name, orderField(one, fields[name] ?? 'any')]));
}

function orderField(value: unknown, type: string): unknown {
  if (!isObject(value)) return value;
  const fields = messageFields(type);
  if (fields !== undefined) return orderMessage(value, fields);
  if (type !== 'map') return value;
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)));
}
