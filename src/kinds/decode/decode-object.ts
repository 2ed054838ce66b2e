// Decodes one plain value as an object of its kind: old fields converted, checked strictly, viewed in the storage
// version, validated, and told what of it is not enforced.
import { checkSchema } from '../check/check-schema.ts';
import { unenforcedFields } from '../check/unenforced-fields.ts';
import type { Kind, KindModule } from '../kind.ts';
import type { KubeObject } from '../object.ts';
import type { Problem } from '../problem.ts';
import { findKind } from '../registry.ts';
import type { Decoded, Origin } from './decoded.ts';

/** A value that says of itself what it is, as far as it does. */
interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Decodes a value that stands at `origin`; `problems` are what parsing has found in it. */
export async function decodeObject(value: unknown, problems: readonly Problem[], origin: Origin): Promise<Decoded> {
  const identity = identityOf(value);
  const missing = missingIdentity(value, identity);
  if (missing !== undefined) return { status: 'known', ...identity, problems: [...problems, missing], origin };
  const kind = findKind(identity.apiVersion, identity.kind);
  if (kind === undefined) return unknownKind(identity, problems, origin);
  const decoded = await decodeAs(kind, value, identity.apiVersion);
  return {
    status: kind.policy === true ? 'policy' : 'known',
    ...identity,
    ...(decoded.object === undefined ? {} : { object: decoded.object }),
    problems: [...problems, ...decoded.problems],
    origin,
  };
}

/** A kind that is gone is refused with what has taken its place; of any other nothing is known. */
async function unknownKind(identity: Identity, problems: readonly Problem[], origin: Origin): Promise<Decoded> {
  const { retiredText } = await import('../retired/retired-kinds.ts');
  const message = retiredText(identity.apiVersion, identity.kind);
  if (message === undefined) return { status: 'unknown-kind', ...identity, problems, origin };
  const retired: Problem = { code: 'ICTL0008', severity: 'error', message, path: 'kind' };
  return { status: 'known', ...identity, problems: [...problems, retired], origin };
}

export interface DecodedValue {
  /** In the storage version; absent where the value does not fit the schema. */
  readonly object?: KubeObject;
  readonly problems: readonly Problem[];
}

/** Decodes a value of a kind that is known, such as one that a command has put together. */
export async function decodeAs(kind: Kind, value: unknown, apiVersion: string): Promise<DecodedValue> {
  const module = await kind.load();
  const decoded = decodeWith(module, kind, value, apiVersion);
  const { object, problems } = decoded;
  if (object === undefined || module.validateDocuments === undefined) return decoded;
  return { object, problems: [...problems, ...(await module.validateDocuments(object))] };
}

/** The same with the kind's module at hand, for the middle of a transaction: such as the result of a patch. */
export function decodeWith(module: KindModule, kind: Kind, value: unknown, apiVersion: string): DecodedValue {
  const schema = Object.hasOwn(module.schemas, apiVersion) ? module.schemas[apiVersion] : undefined;
  if (schema === undefined) return { problems: [schemaError('apiVersion', notServed(kind, apiVersion))] };
  const upgraded = module.upgrade?.(value, apiVersion) ?? { value, problems: [] };
  const checked = checkSchema(upgraded.value, schema, { snakeCase: module.snakeCase === true });
  const problems = [...upgraded.problems, ...checked.problems];
  // What does not fit, or was refused on the way, would only lead validation to conclusions about what nobody wrote.
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  const object = module.toStorage(checked.value as KubeObject, apiVersion);
  const validated = module.validate(module.applyDefaults(object));
  return { object, problems: [...problems, ...validated, ...unenforcedFields(checked.value, schema)] };
}

function identityOf(value: unknown): Identity {
  const metadata = fieldOfRecord(value, 'metadata');
  return {
    apiVersion: textOf(fieldOfRecord(value, 'apiVersion')),
    kind: textOf(fieldOfRecord(value, 'kind')),
    namespace: textOf(fieldOfRecord(metadata, 'namespace')),
    name: textOf(fieldOfRecord(metadata, 'name')),
  };
}

function fieldOfRecord(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function missingIdentity(value: unknown, { apiVersion, kind }: Identity): Problem | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return schemaError('', 'expected an object with apiVersion and kind');
  }
  if (kind === '') return schemaError('kind', 'kind is not set');
  if (apiVersion === '') return schemaError('apiVersion', 'apiVersion is not set');
  return undefined;
}

function notServed(kind: Kind, apiVersion: string): string {
  return `there is no ${kind.kind} in ${apiVersion}, use ${kind.served.join(' or ')}`;
}

function schemaError(path: string, message: string): Problem {
  return { code: 'ICTL0001', severity: 'error', message, path };
}
