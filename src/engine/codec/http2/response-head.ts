import { Headers } from '../../http/headers.ts';
import type { ResponseHead } from '../../http/stream.ts';
import { FieldKind } from './field-kind.ts';
import type { HpackField } from './hpack/hpack-field.ts';

/** A response head, final or informational; undefined where it is malformed (RFC 9113 sections 8.1.1, 8.2 and 8.3.2). */
export function readResponseHead(list: readonly HpackField[]): ResponseHead | undefined {
  const flat: string[] = [];
  let status = '';
  let contentLengths = 0;
  for (const { name, value, kind } of list) {
    if (kind === FieldKind.status) {
      if (status !== '' || flat.length > 0) return undefined;
      status = value;
    } else if (kind >= FieldKind.method || kind === FieldKind.connectionSpecific) return undefined;
    else {
      if (kind === FieldKind.contentLength && (++contentLengths > 1 || !/^\d+$/.test(value))) return undefined;
      flat.push(name, value);
    }
  }
  return /^[1-9]\d\d$/.test(status) ? { status: Number(status), headers: new Headers(flat) } : undefined;
}
