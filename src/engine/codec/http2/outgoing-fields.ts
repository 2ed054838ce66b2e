import type { Headers } from '../../http/headers.ts';

/** Connection-specific fields (RFC 9113 section 8.2.2), which node:http2 would throw at. */
const DROPPED = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
]);

/** Names of which node:http2 sends no second line; several lines are one with commas (RFC 9110 section 5.3). */
const SINGLE = new Set([
  'access-control-allow-credentials',
  'access-control-max-age',
  'access-control-request-method',
  'age',
  'authorization',
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-md5',
  'content-range',
  'content-type',
  'date',
  'dnt',
  'etag',
  'expires',
  'from',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'range',
  'referer',
  'retry-after',
  'tk',
  'upgrade-insecure-requests',
  'user-agent',
  'x-content-type-options',
]);

export type OutgoingFields = Record<string, string | string[]>;

/** An object for node:http2, to which the caller adds pseudo-headers first. Without a prototype, for `__proto__`. */
export function noFields(): OutgoingFields {
  return Object.create(null) as OutgoingFields;
}

/** Adds header fields in their order; several lines of one name stay several where node:http2 can send them. */
export function addFields(target: OutgoingFields, { flat }: Headers): OutgoingFields {
  for (let i = 0; i < flat.length; i += 2) {
    const name = flat[i] as string;
    const value = flat[i + 1] as string;
    const known = target[name];
    if (known === undefined) {
      if (DROPPED.has(name) || name === '' || name.charCodeAt(0) === 0x3a) continue;
      if (name === 'te' && value !== 'trailers') continue;
      target[name] = value;
    } else if (typeof known !== 'string') known.push(value);
    else target[name] = SINGLE.has(name) ? `${known},${value}` : [known, value];
  }
  return target;
}
