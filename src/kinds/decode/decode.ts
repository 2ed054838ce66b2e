// From text to objects: the stream is split and parsed, Lists are unpacked, each object is decoded by its kind.
// In: YAML or JSON and the name it has. Out: one entry an object, in document order, with what is wrong with it.
// Knows nothing of files, stores and verbs.
import { fieldOf, itemOf, parseFieldPath } from '../field-path.ts';
import type { Problem } from '../problem.ts';
import { decodeObject } from './decode-object.ts';
import type { Decoded } from './decoded.ts';
import { nodeOrigin } from './node-origin.ts';
import { type ParsedDocument, parseDocuments } from './parse-documents.ts';

export interface DecodedText {
  readonly documents: readonly Decoded[];
}

/**
 * Decodes every object of a text.
 * @throws CliError with exit code 3 where the text is not YAML, or exceeds a bound
 */
export async function decode(text: string, { file }: { readonly file: string }): Promise<DecodedText> {
  const documents: Decoded[] = [];
  for (const document of parseDocuments(file, text)) {
    for (const { value, base } of unpackLists(document.value, '')) {
      const origin = nodeOrigin(document.place, parseFieldPath(base));
      documents.push(await decodeObject(value, problemsBelow(document, base), origin));
    }
  }
  return { documents };
}

interface Unpacked {
  readonly value: unknown;
  /** Where the object stands in the document: '', or `items[3]` in a List. */
  readonly base: string;
}

/** The objects of a List, also of one in a List; any other value is one object. */
function unpackLists(value: unknown, base: string): readonly Unpacked[] {
  if (!isList(value)) return [{ value, base }];
  return value.items.flatMap((item, index) => unpackLists(item, itemOf(fieldOf(base, 'items'), index)));
}

/** `kind: List`, or a typed list such as GatewayList; both come out of `get -o yaml` of a real cluster. */
function isList(value: unknown): value is { readonly items: readonly unknown[] } {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, items } = value as Readonly<Record<string, unknown>>;
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items);
}

/** What parsing has found in one object, with paths that begin at the object. */
function problemsBelow(document: ParsedDocument, base: string): readonly Problem[] {
  if (base === '') return document.problems;
  return document.problems
    .filter(({ path = '' }) => path === base || path.startsWith(`${base}.`) || path.startsWith(`${base}[`))
    .map((problem) => ({ ...problem, path: (problem.path ?? '').slice(base.length).replace(/^\./, '') }));
}
