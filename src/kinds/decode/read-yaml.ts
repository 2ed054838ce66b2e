// Reads YAML into plain values: a document at once, a long one in parts.
import { type Document, type Node, parseAllDocuments } from 'yaml';
import type { Problem } from '../problem.ts';
import { canBeReadInParts, composeInParts, type PartSizes } from './compose-in-parts.ts';
import { parserOptions } from './parser-options.ts';
import type { Place } from './place.ts';
import { PlainReader } from './plain-value.ts';

export interface PlainDocument {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where its parts stand, if that was asked for. */
  readonly place: Place | undefined;
}

interface ReadOptions {
  /** Whether places are noted, too. */
  readonly isPlaced: boolean;
  /** Reads a document in parts of this size, however short it is. */
  readonly parts?: PartSizes;
}

/** Below this a document takes little room anyway. */
export const longCharacters = 256 * 1024;

/**
 * Reads the documents of a text.
 * @throws YAMLParseError for the first thing that is not YAML
 * @throws BoundExceeded where it is too deep, an alias has no target or aliases expand to too much
 */
export function readYaml(source: string, { isPlaced, parts }: ReadOptions): readonly PlainDocument[] {
  const reader = new PlainReader({ isPlaced });
  if ((parts !== undefined || source.length > longCharacters) && canBeReadInParts(source)) {
    return composeInParts(source, reader, parts).map((document) => read(document, reader));
  }
  const documents = parseAllDocuments(source, parserOptions);
  return 'empty' in documents ? [] : documents.map((document) => read(document, new PlainReader({ isPlaced })));
}

function read(document: Document, reader: PlainReader): PlainDocument {
  const [error] = document.errors;
  if (error !== undefined) throw error;
  return { ...reader.readDocument(document.contents as Node | null), problems: reader.problems };
}
