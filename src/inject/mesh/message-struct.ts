// A message as a template sees it: fields and getters by Go's names, getters also of what is not there.
import { parseDuration } from '../../kinds/duration.ts';
import { FunctionError } from '../go-template/template-error.ts';
import { fromJson, GoEnum, GoMap, type GoStruct, type GoValue } from '../go-template/value.ts';
import { isObject, type JsonObject } from '../pod/json.ts';
import { formatDuration } from './format-duration.ts';
import { enumNames, type MessageFields, messageFields } from './message-fields.ts';

export class MessageStruct implements GoStruct {
  readonly struct = true;
  readonly typeName: string;
  readonly isNil: boolean;
  readonly #value: JsonObject;
  readonly #fields: MessageFields;

  constructor(value: JsonObject | undefined, fields: MessageFields, name: string) {
    this.#value = value ?? {};
    this.#fields = fields;
    this.typeName = `*v1alpha1.${name}`;
    this.isNil = value === undefined;
  }

  member(name: string): GoValue | undefined {
    const getter = /^Get([A-Z].*)$/.exec(name)?.[1];
    const field = lowerFirst(getter ?? name);
    const type = Object.hasOwn(this.#fields, field) ? this.#fields[field] : undefined;
    if (type === undefined) return undefined;
    if (this.isNil && getter === undefined) throw new FunctionError(`nil pointer evaluating ${this.typeName}.${name}`);
    return toGo(this.#value[field], type);
  }

  toPlain(): unknown {
    return this.#value;
  }
}

/** A duration or a wrapper (BoolValue, Int32Value), which is nil where it is absent. */
export class WrapperStruct implements GoStruct {
  readonly struct = true;
  readonly typeName: string;
  readonly isNil: boolean;
  readonly #value: GoValue;
  readonly #zero: GoValue;

  constructor(value: GoValue | undefined, zero: GoValue, typeName: string) {
    this.#value = value ?? zero;
    this.#zero = zero;
    this.typeName = typeName;
    this.isNil = value === undefined;
  }

  member(name: string): GoValue | undefined {
    if (name === 'GetValue') return this.#value;
    if (name !== 'Value') return undefined;
    if (this.isNil) throw new FunctionError(`nil pointer evaluating ${this.typeName}.${name}`);
    return this.#value;
  }

  toPlain(): unknown {
    return this.isNil ? null : typeof this.#value === 'bigint' ? Number(this.#value) : this.#value;
  }

  /** As Go prints a time.Duration: `1m0s`. */
  get duration(): string {
    return formatDuration(parseDuration(String(this.#value || this.#zero)) ?? 0);
  }
}

function toGo(value: unknown, type: string): GoValue {
  const fields = messageFields(type);
  if (fields !== undefined) return new MessageStruct(isObject(value) ? value : undefined, fields, type);
  const names = enumNames(type);
  if (names !== undefined) {
    const number = typeof value === 'string' ? names.indexOf(value) : 0;
    return new GoEnum(names[number] ?? '', number);
  }
  switch (type) {
    case 'string':
      return typeof value === 'string' ? value : '';
    case 'integer':
      return BigInt(typeof value === 'number' ? value : 0);
    case 'number':
      return typeof value === 'number' ? value : 0;
    case 'boolean':
      return value === true;
    case 'duration':
      return new WrapperStruct(value as string | undefined, '0s', '*durationpb.Duration');
    case 'BoolValue':
      return new WrapperStruct(value as boolean | undefined, false, '*wrapperspb.BoolValue');
    case 'Int32Value':
      return new WrapperStruct(typeof value === 'number' ? BigInt(value) : undefined, 0n, '*wrapperspb.Int32Value');
    case 'map':
      return new GoMap(Object.entries((value ?? {}) as Record<string, string>), '');
    default:
      return fromJson(value);
  }
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
