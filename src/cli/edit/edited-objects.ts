// What an edited text says: which objects were changed, or why it cannot be used.
import { isDeepStrictEqual } from 'node:util';
import { decode } from '../../kinds/decode/decode.ts';
import type { Decoded } from '../../kinds/decode/decoded.ts';
import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { findKind } from '../../kinds/registry.ts';
import { CliError } from '../../lib/errors.ts';
import type { Finding } from '../../lib/finding.ts';
import { findingsOf } from '../input/load-objects.ts';

export interface EditedObject {
  readonly kind: Kind;
  /** In its storage version. */
  readonly object: KubeObject;
  readonly findings: readonly Finding[];
}

export type EditedText =
  | { readonly status: 'usable'; readonly changed: readonly EditedObject[] }
  /** One line for each fault. */
  | { readonly status: 'unusable'; readonly faults: readonly (string | Finding)[] };

/** Reads a text in which only what `original` holds may be changed: objects that are gone from it stay as they are. */
export async function readEdited(text: string, original: string, file: string): Promise<EditedText> {
  const before = new Map((await objectsOf(original, file)).map((one) => [nameOf(one.decoded), one]));
  let edited: readonly Read[];
  try {
    edited = await objectsOf(text, file);
  } catch (error) {
    if (!(error instanceof CliError)) throw error; // what is no YAML is said with its place
    return { status: 'unusable', faults: [error.message] };
  }
  const faults = edited.flatMap(({ decoded, findings }, index): readonly (string | Finding)[] => {
    const errors = findings.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) return errors;
    const name = nameOf(decoded);
    if (!before.has(name)) return [foreign(name, [...before.keys()])];
    const isTwice = edited.findIndex((other) => nameOf(other.decoded) === name) < index;
    return isTwice ? [`${name} is here twice`] : [];
  });
  if (faults.length > 0) return { status: 'unusable', faults };
  const changed = edited.filter(({ decoded }) => !isSame(before.get(nameOf(decoded))?.decoded, decoded));
  return { status: 'usable', changed: changed.flatMap(editedObject) };
}

interface Read {
  readonly decoded: Decoded;
  readonly findings: readonly Finding[];
}

async function objectsOf(text: string, file: string): Promise<readonly Read[]> {
  const { documents } = await decode(text, { file });
  return documents.map((decoded) => ({ decoded, findings: findingsOf(decoded) }));
}

function editedObject({ decoded, findings }: Read): readonly EditedObject[] {
  const kind = findKind(decoded.apiVersion, decoded.kind);
  return kind === undefined || decoded.object === undefined ? [] : [{ kind, object: decoded.object, findings }];
}

function nameOf({ apiVersion, kind, namespace, name }: Decoded): string {
  return `${findKind(apiVersion, kind)?.kind ?? kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
}

function foreign(name: string, known: readonly string[]): string {
  return `${name} is not among what is edited, which is ${known.join(', ')}: kind, name and namespace may not be changed, and nothing can be added`;
}

function isSame(before: Decoded | undefined, after: Decoded): boolean {
  return isDeepStrictEqual(plain(before?.object), plain(after.object));
}

function plain(object: KubeObject | undefined): unknown {
  return object === undefined ? undefined : JSON.parse(JSON.stringify(object));
}
