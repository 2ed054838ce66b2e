import { Headers } from '../../http/headers.ts';

/** Frame a message or a connection, so they mean nothing in trailers and nothing good behind HTTP/1 (RFC 9110 section 6.5.1). */
const NOT_IN_TRAILERS = new Set([
  'connection',
  'content-length',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** The fields of a response head without pseudo-headers, lines of one name apart. */
export function readFields(raw: readonly string[]): Headers {
  const flat: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    if (name.charCodeAt(0) !== 0x3a) flat.push(name, raw[i + 1] as string);
  }
  return new Headers(flat);
}

/** Trailers without what must not stand in them. */
export function readTrailers(raw: readonly string[]): Headers {
  const flat: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] as string;
    if (name.charCodeAt(0) !== 0x3a && !NOT_IN_TRAILERS.has(name)) flat.push(name, raw[i + 1] as string);
  }
  return new Headers(flat);
}
