// From what the user names to objects of known kinds, or to findings that say where it is wrong.
import { decode } from '../../kinds/decode/decode.ts';
import type { Decoded } from '../../kinds/decode/decoded.ts';
import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { findKind, groupOf, kinds } from '../../kinds/registry.ts';
import type { Finding } from '../../lib/finding.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import type { CliContext } from '../command.ts';
import { namespaceFor } from './namespace-rule.ts';
import { readInput } from './read-input.ts';

/** An object of the input with its namespace settled. */
export interface InputObject {
  readonly kind: Kind;
  readonly object: KubeObject;
  readonly decoded: Decoded;
}

export interface LoadedObjects {
  /** Those without an error, in document order. */
  readonly objects: readonly InputObject[];
  /** How many objects the input holds, good or not. */
  readonly count: number;
  readonly findings: readonly Finding[];
}

/**
 * Decodes everything that `-f` names, and settles namespaces.
 * @param namespace that of `-n`
 * @throws CliError as decodeInput, or where an object's namespace contradicts `-n`
 */
export async function loadObjects(
  paths: readonly string[],
  namespace: string | undefined,
  context: CliContext,
): Promise<LoadedObjects> {
  const decoded = await decodeInput(paths, context);
  const findings = decoded.flatMap(findingsOf);
  const objects = decoded.flatMap((one) => inputObject(one, namespace));
  return { objects, count: decoded.length, findings };
}

/** Reads and decodes everything that `-f` names. @throws CliError where it cannot be read or is not YAML */
export async function decodeInput(paths: readonly string[], context: CliContext): Promise<readonly Decoded[]> {
  const decoded: Decoded[] = [];
  for (const { file, text } of await readInput(paths, context)) {
    decoded.push(...(await decode(text, { file })).documents);
  }
  return decoded;
}

function inputObject(decoded: Decoded, namespace: string | undefined): InputObject[] {
  const { object, problems } = decoded;
  const kind = findKind(decoded.apiVersion, decoded.kind);
  if (kind === undefined || object === undefined || problems.some(({ severity }) => severity === 'error')) return [];
  if (!kind.namespaced) return [{ kind, object, decoded }];
  const metadata = { ...object.metadata, namespace: namespaceFor(decoded.namespace, namespace) };
  return [{ kind, object: { ...object, metadata }, decoded }];
}

/** Returns what is to be said of one object, with the places of its fields. */
export function findingsOf(decoded: Decoded): Finding[] {
  const { status, kind, namespace, name, origin } = decoded;
  const resource = { kind: kind || 'object', namespace, name };
  if (status === 'unknown-kind') return [{ ...unknownKind(decoded), resource, position: origin.locate('kind') }];
  return decoded.problems.map((problem) => ({ ...problem, resource, position: origin.locate(problem.path ?? '') }));
}

function unknownKind({ apiVersion, kind }: Decoded): Pick<Finding, 'code' | 'severity' | 'message'> {
  return { code: 'ICTL0007', severity: 'error', message: unknownKindText(apiVersion, kind) };
}

/** Returns what to say of a kind that is not known: `kind Gatway is not known, did you mean Gateway?` */
export function unknownKindText(apiVersion: string, kind: string): string {
  return `kind ${kind} is not known${meant(apiVersion, kind)}`;
}

/** The kind is right and the group is not, or the kind is nearly right. */
function meant(apiVersion: string, kind: string): string {
  if (groupOf(apiVersion) === 'gateway.networking.k8s.io') {
    return ', for the Gateway API is not served: write a Gateway and a VirtualService of networking.istio.io';
  }
  const namesake = kinds.find((known) => known.kind === kind);
  if (namesake !== undefined) return ` in ${apiVersion}, use ${namesake.served.join(' or ')}`;
  const nearest = nearestName(
    kind,
    kinds.map((known) => known.kind),
  );
  return nearest === undefined ? '' : `, did you mean ${nearest}?`;
}
