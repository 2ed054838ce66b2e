// The values of a template, as Go has them: an integer (bigint) is no float (number), a map knows what a missing key
// reads as, and a struct has fields of its own.

export type GoValue = null | boolean | bigint | number | string | GoList | GoMap | GoStruct | GoEnum;
export type GoList = readonly GoValue[];

/** A map with text as keys. `zero` is what a missing key reads as: '' in a map[string]string, null in map[string]any. */
export class GoMap {
  readonly entries: Map<string, GoValue>;
  readonly zero: GoValue;

  constructor(entries: Iterable<readonly [string, GoValue]> = [], zero: GoValue = null) {
    this.entries = new Map(entries);
    this.zero = zero;
  }

  /** In the order in which Go ranges over and prints it. */
  sortedKeys(): string[] {
    return [...this.entries.keys()].sort(byBytes);
  }
}

/** A struct, or a pointer to one. */
export interface GoStruct {
  readonly struct: true;
  /** As in messages of Go: `v1.Container`. */
  readonly typeName: string;
  readonly isNil: boolean;
  /** Undefined where the type has no such field or method. @throws FunctionError where the pointer is nil */
  member(name: string): GoValue | undefined;
  /** As JSON has it. */
  toPlain(): unknown;
}

/** A value of an enum of protobuf: a number that prints as its name. */
export class GoEnum {
  readonly name: string;
  readonly number: number;

  constructor(name: string, number: number) {
    this.name = name;
    this.number = number;
  }
}

export function isStruct(value: GoValue): value is GoStruct {
  return typeof value === 'object' && value !== null && 'struct' in value;
}

/** Go's order of strings: by code point, not by UTF-16 unit. */
export function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

/** A value of JSON or YAML as encoding/json reads it: every number is a float. */
export function fromJson(value: unknown): GoValue {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value === 'object' && value !== null) {
    return new GoMap(Object.entries(value).map(([key, one]) => [key, fromJson(one)]));
  }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** As encoding/json writes it; maps in the order of their keys. */
export function toPlain(value: GoValue): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof GoMap) {
    return Object.fromEntries(value.sortedKeys().map((key) => [key, toPlain(value.entries.get(key) ?? null)]));
  }
  if (value instanceof GoEnum) return value.number;
  return isStruct(value) ? value.toPlain() : value;
}

/** Whether `if` takes the value for true: it is not the zero value of its type. */
export function isTrue(value: GoValue): boolean {
  if (typeof value === 'string' || Array.isArray(value)) return value.length > 0;
  if (value instanceof GoMap) return value.entries.size > 0;
  if (value instanceof GoEnum) return value.number !== 0;
  if (isStruct(value)) return !value.isNil;
  return typeof value === 'bigint' ? value !== 0n : Boolean(value);
}

/** Go's name of a value's type, for messages. */
export function typeName(value: GoValue): string {
  if (value === null) return 'nil';
  if (value instanceof GoMap) return value.zero === '' ? 'map[string]string' : 'map[string]interface {}';
  if (value instanceof GoEnum) return 'int32';
  if (isStruct(value)) return value.typeName;
  if (typeof value === 'object') return '[]interface {}';
  const names = { bigint: 'int', number: 'float64', boolean: 'bool', string: 'string' };
  return names[typeof value as keyof typeof names];
}
