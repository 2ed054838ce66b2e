import type { Headers } from './headers.ts';

/** The value of a cookie, without quotes; '' where the request has none. Of several, the first counts (as in Envoy). */
export function cookieValue(headers: Headers, name: string): string {
  for (const line of headers.getAll('cookie'))
    for (const pair of line.split(';')) {
      const equals = pair.indexOf('=');
      if (equals < 0 || pair.slice(0, equals).replace(/^ +/, '') !== name) continue;
      const value = pair.slice(equals + 1);
      return value.length >= 2 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value;
    }
  return '';
}

export interface CookieFacts {
  readonly name: string;
  readonly value: string;
  /** 0: until the browser is closed. */
  readonly maxAgeSeconds: number;
  readonly path: string;
  readonly attributes: readonly { readonly name: string; readonly value?: string }[];
}

/** Writes a set-cookie value as Envoy does: Utility::makeSetCookieValue in source/common/http/utility.cc. */
export function setCookieValue({ name, value, maxAgeSeconds, path, attributes }: CookieFacts): string {
  const parts = [
    `${name}="${value}"`,
    ...(maxAgeSeconds === 0 ? [] : [`Max-Age=${maxAgeSeconds}`]),
    ...(path === '' ? [] : [`Path=${path}`]),
    ...attributes.map((attribute) => (attribute.value ? `${attribute.name}=${attribute.value}` : attribute.name)),
    'HttpOnly',
  ];
  return parts.join('; ');
}
