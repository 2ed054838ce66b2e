// Parses a stream into documents of plain values that know where they came from.
import { YAMLParseError } from 'yaml';
import type { Problem } from '../problem.ts';
import { Place } from './place.ts';
import { BoundExceeded } from './plain-value.ts';
import { longCharacters, type PlainDocument, readYaml } from './read-yaml.ts';
import { type DocumentText, splitDocuments } from './split-documents.ts';
import { TextPositions } from './text-positions.ts';
import { undecodable } from './undecodable.ts';

export interface ParsedDocument {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  readonly place: DocumentPlace;
}

/** Where a document stands, to find its fields. */
export interface DocumentPlace {
  readonly text: TextPositions;
  /** Offset of the document's text in the stream; ranges of nodes count from it. */
  readonly offset: number;
  /** The places of the document's values. Read when first asked for: most documents are not asked. */
  readonly root: () => Place;
}

/** The size of a request that an API server takes is 3 MiB; etcd takes less. */
const maxDocumentBytes = 5 * 1024 * 1024;

/**
 * Parses every document of a text; those of comments only are left out.
 * @throws CliError where it is not YAML, or exceeds a bound
 */
export function parseDocuments(file: string, source: string): readonly ParsedDocument[] {
  const stream = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const text = new TextPositions(file, stream);
  return splitDocuments(stream).flatMap((document) => parseDocument(document, text));
}

function parseDocument({ text: source, offset }: DocumentText, text: TextPositions): ParsedDocument[] {
  if (Buffer.byteLength(source) > maxDocumentBytes) {
    throw undecodable(text, offset, `the document is larger than ${maxDocumentBytes / 1024 / 1024} MiB`);
  }
  const bound = exceededBound(source);
  if (bound !== undefined) throw undecodable(text, offset, bound);
  const place = { text, offset };
  // Places take room, and most documents are never asked for one; a long one is not read twice for that.
  const isPlaced = source.length > longCharacters;
  return readPlain(source, place, { isPlaced }).flatMap((document, index) => {
    const { value, problems } = document;
    if (value === null) return [];
    const root = once(
      () => document.place ?? readPlain(source, place, { isPlaced: true })[index]?.place ?? new Place(0),
    );
    return [{ value, problems, place: { ...place, root } }];
  });
}

/** A function that keeps its answer. */
function once<T>(compute: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}

/** Reads a text, and says of its errors where they stand. @throws CliError */
function readPlain(
  source: string,
  { text, offset }: Pick<DocumentPlace, 'text' | 'offset'>,
  options: { readonly isPlaced: boolean },
): readonly PlainDocument[] {
  try {
    return readYaml(source, options);
  } catch (error) {
    // The parser recurses; far beyond our own bound on nesting the stack ends.
    if (error instanceof RangeError) throw undecodable(text, offset, 'nested too deeply');
    if (error instanceof BoundExceeded) throw undecodable(text, offset + error.offset, error.message);
    if (error instanceof YAMLParseError) throw undecodable(text, offset + error.pos[0], readable(error.message));
    throw error;
  }
}

/** Brackets that are never closed cost the parser far more than their bytes, and so do directives. */
const maxOpenBrackets = 10_000;
const maxDirectives = 100;

/** Looks for what would keep the parser busy for minutes, without regard to quotes: real documents have none of it. */
function exceededBound(source: string): string | undefined {
  if (source.length > maxOpenBrackets && openBrackets(source) > maxOpenBrackets) {
    return `nested deeper than ${maxOpenBrackets} levels`;
  }
  const directives = source.match(/^%/gm)?.length ?? 0;
  return directives > maxDirectives ? `more than ${maxDirectives} directives` : undefined;
}

/** The most brackets that are open at a time. */
function openBrackets(source: string): number {
  let open = 0;
  let most = 0;
  for (let index = 0; index < source.length; index++) {
    const character = source[index];
    if (character === '[' || character === '{') most = Math.max(most, ++open);
    else if ((character === ']' || character === '}') && open > 0) open--;
  }
  return most;
}

function readable(message: string): string {
  // What the parser says where its recursion ends.
  if (message.startsWith('Maximum call stack')) return 'nested too deeply';
  return /^[A-Z][a-z]/.test(message) ? message.charAt(0).toLowerCase() + message.slice(1) : message;
}
