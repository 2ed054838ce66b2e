// Finds the place of a field in the text it was read from.
import { type PathSegment, parseFieldPath } from '../field-path.ts';
import type { Origin } from './decoded.ts';
import type { DocumentPlace } from './parse-documents.ts';

/** The origin of the object at `base` in a document: no steps or, in a List, those of `items[3]`. */
export function nodeOrigin({ text, offset, root }: DocumentPlace, base: readonly PathSegment[]): Origin {
  return {
    file: text.file,
    locate: (path) => text.at(offset + root().locate([...base, ...parseFieldPath(path)])),
  };
}
