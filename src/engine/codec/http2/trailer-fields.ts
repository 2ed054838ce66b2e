import { Headers } from '../../http/headers.ts';
import { FieldKind } from './field-kind.ts';
import type { HpackField } from './hpack/hpack-field.ts';

/**
 * The fields of trailers without those that frame a message or a connection: they mean nothing here and nothing good
 * behind HTTP/1 (RFC 9110 section 6.5.1). undefined where the trailers are malformed (RFC 9113 section 8.1).
 */
export function readTrailers(list: readonly HpackField[]): Headers | undefined {
  const flat: string[] = [];
  for (const { name, value, kind } of list) {
    if (kind >= FieldKind.method || kind === FieldKind.connectionSpecific) return undefined;
    if (kind === FieldKind.plain || kind === FieldKind.cookie || kind === FieldKind.lookAlike) flat.push(name, value);
  }
  return new Headers(flat);
}
