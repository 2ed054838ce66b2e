import type { Headers } from '../../http/headers.ts';
import type { HpackEncoder } from './hpack/hpack-encoder.ts';

/** Connection-specific fields, which no message of HTTP/2 has (RFC 9113 section 8.2.2). */
const DROPPED = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
]);

const COLON = 0x3a;

/** Adds header fields to a block in their order, after its pseudo-header fields. */
export function encodeFields(encoder: HpackEncoder, { flat }: Headers): void {
  for (let i = 0; i < flat.length; i += 2) {
    const name = flat[i] as string;
    const value = flat[i + 1] as string;
    if (DROPPED.has(name) || name === '' || name.charCodeAt(0) === COLON) continue;
    if (name === 'te' && value !== 'trailers') continue;
    encoder.add(name, value);
  }
}
