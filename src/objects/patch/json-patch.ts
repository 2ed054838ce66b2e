// JSON patches (RFC 6902). Values are never altered: what a patch touches is made anew.
import { isDeepStrictEqual } from 'node:util';
import { isPlainRecord } from '../../kinds/upgrade/plain-record.ts';
import { ApiError, type ApiReason } from '../../lib/errors.ts';
import { parsePointer, pointerText } from './json-pointer.ts';

type Steps = readonly string[];

type JsonPatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: Steps; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: Steps }
  | { readonly op: 'move' | 'copy'; readonly path: Steps; readonly from: Steps };

export type JsonPatch = readonly JsonPatchOperation[];

const operators = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

/** Reads a patch. @throws ApiError BadRequest that names the operation which is none, counted from 0 */
export function parseJsonPatch(value: unknown): JsonPatch {
  if (!Array.isArray(value)) throw new ApiError('BadRequest', 'a JSON patch is a list of operations', { hint });
  return value.map(parseOperation);
}

const hint = `like [{"op": "replace", "path": "/spec/hosts/0", "value": "foo.bar.com"}]`;

function parseOperation(value: unknown, index: number): JsonPatchOperation {
  const refuse = (why: string) => new ApiError('BadRequest', `operation ${index} of the JSON patch: ${why}`, { hint });
  if (!isPlainRecord(value)) throw refuse('it is no map with op and path');
  const op = own(value, 'op');
  if (typeof op !== 'string' || !operators.includes(op)) {
    throw refuse(`op is ${JSON.stringify(op) ?? 'missing'}, it must be one of ${operators.join(', ')}`);
  }
  const path = pointer(value, 'path', refuse);
  switch (op as JsonPatchOperation['op']) {
    case 'remove':
      return { op: 'remove', path };
    case 'move':
    case 'copy':
      return { op: op as 'move' | 'copy', path, from: pointer(value, 'from', refuse) };
    default:
      if (!Object.hasOwn(value, 'value')) throw refuse(`${op} needs a value`);
      return { op: op as 'add' | 'replace' | 'test', path, value: value.value };
  }
}

function pointer(
  operation: Readonly<Record<string, unknown>>,
  field: string,
  refuse: (why: string) => ApiError,
): Steps {
  const text = own(operation, field);
  if (typeof text !== 'string') throw refuse(`${field} is missing`);
  const steps = parsePointer(text);
  if (steps === undefined) throw refuse(`${field} "${text}" is not a JSON pointer, which begins with / (RFC 6901)`);
  return steps;
}

/**
 * Returns the value with all operations carried out, in their order.
 * @throws ApiError Invalid for a path that leads nowhere, Conflict for a test that fails; both name the operation
 */
export function applyJsonPatch(value: unknown, patch: JsonPatch): unknown {
  return patch.reduce((current, operation, index) => {
    try {
      return applyOperation(current, operation);
    } catch (error) {
      if (!(error instanceof PatchFault)) throw error;
      const place = `operation ${index} (${operation.op} ${pointerText(operation.path) || 'the whole object'})`;
      throw new ApiError(error.reason, `${place} of the JSON patch: ${error.message}`);
    }
  }, value);
}

/** Why an operation cannot be carried out. */
class PatchFault extends Error {
  readonly reason: ApiReason;

  constructor(message: string, reason: ApiReason = 'Invalid') {
    super(message);
    this.reason = reason;
  }
}

function applyOperation(value: unknown, operation: JsonPatchOperation): unknown {
  switch (operation.op) {
    case 'add':
      return add(value, operation.path, operation.value);
    case 'remove':
      return remove(value, operation.path);
    case 'replace':
      valueAt(value, operation.path);
      return changeAt(
        value,
        operation.path,
        (container, step) => withStep(container, step, operation.value),
        () => operation.value,
      );
    case 'copy':
      return add(value, operation.path, valueAt(value, operation.from));
    case 'move':
      if (isWithin(operation.from, operation.path)) throw new PatchFault('a value cannot be moved into itself');
      return add(remove(value, operation.from), operation.path, valueAt(value, operation.from));
    case 'test':
      test(valueAt(value, operation.path), operation.value);
      return value;
  }
}

function isWithin(outer: Steps, inner: Steps): boolean {
  return inner.length > outer.length && outer.every((step, index) => step === inner[index]);
}

function test(is: unknown, wanted: unknown): void {
  if (isDeepStrictEqual(plain(is), plain(wanted))) return;
  throw new PatchFault(`the value is ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`, 'Conflict');
}

/** Values of different origin may differ in prototype, and -0 is 0 in JSON. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function add(value: unknown, path: Steps, added: unknown): unknown {
  return changeAt(
    value,
    path,
    (container, step) => {
      if (!Array.isArray(container)) return withStep(container, step, added);
      const at = step === '-' ? container.length : indexOf(container, step, container.length);
      return container.toSpliced(at, 0, added);
    },
    () => added,
  );
}

function remove(value: unknown, path: Steps): unknown {
  valueAt(value, path);
  return changeAt(
    value,
    path,
    (container, step) => {
      if (Array.isArray(container)) return container.toSpliced(Number(step), 1);
      return Object.fromEntries(Object.entries(container as object).filter(([key]) => key !== step));
    },
    () => {
      throw new PatchFault('it would leave nothing');
    },
  );
}

/** The container made anew with a child at a place that is there, or that a map may take. */
function withStep(container: unknown, step: string, child: unknown): unknown {
  if (Array.isArray(container)) return container.with(Number(step), child);
  return Object.fromEntries([...Object.entries(container as object).filter(([key]) => key !== step), [step, child]]);
}

/** Changes the container of the last step, and makes all that hold it anew; `whole` makes the new root. */
function changeAt(
  value: unknown,
  path: Steps,
  change: (container: unknown, step: string) => unknown,
  whole: () => unknown,
): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return whole();
  if (!Array.isArray(value) && !isPlainRecord(value)) throw new PatchFault(`nothing can be below ${describe(value)}`);
  if (rest.length === 0) return change(value, step);
  return withStep(value, step, changeAt(child(value, step), rest, change, whole));
}

/** @throws PatchFault where there is nothing */
function valueAt(value: unknown, path: Steps): unknown {
  return path.reduce<unknown>(child, value);
}

function child(container: unknown, step: string): unknown {
  if (Array.isArray(container)) return container[indexOf(container, step, container.length - 1)];
  if (!isPlainRecord(container)) throw new PatchFault(`nothing can be below ${describe(container)}`);
  if (!Object.hasOwn(container, step)) throw new PatchFault(`there is no field "${step}"${has(container)}`);
  return container[step];
}

function indexOf(list: readonly unknown[], step: string, last: number): number {
  if (!/^(0|[1-9]\d*)$/.test(step)) throw new PatchFault(`"${step}" is no index of a list`);
  if (Number(step) <= last) return Number(step);
  throw new PatchFault(`there is no item ${step}, the list has ${list.length}`);
}

function has(record: Readonly<Record<string, unknown>>): string {
  const keys = Object.keys(record);
  return keys.length === 0 || keys.length > 12 ? '' : `, there is ${keys.join(', ')}`;
}

function describe(value: unknown): string {
  return value === null ? 'null' : `a ${typeof value}`;
}

function own(record: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
