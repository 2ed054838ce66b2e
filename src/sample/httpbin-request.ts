// How httpbin shows a request back to its sender.
import type { IncomingMessage } from 'node:http';

export interface RequestDescription {
  readonly args: Readonly<Record<string, string | string[]>>;
  /** Names in Train-Case, as httpbin shows them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The client, or the whole X-Forwarded-For list. */
  readonly origin: string;
  readonly url: string;
}

/** Describes a request as httpbin's /get and /anything do. */
export function describeRequest(
  request: IncomingMessage,
  url = new URL(request.url ?? '/', 'http://httpbin'),
): RequestDescription {
  const headers = Object.fromEntries(
    Object.entries(request.headers)
      .map(([name, value]) => [trainCase(name), Array.isArray(value) ? value.join(',') : (value ?? '')] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const scheme = headers['X-Forwarded-Proto'] ?? 'http';
  return {
    args: valuesByName(url.searchParams),
    headers,
    origin: headers['X-Forwarded-For'] ?? request.socket.remoteAddress ?? '',
    url: `${scheme}://${request.headers.host ?? ''}${request.url ?? '/'}`,
  };
}

/** A name given once has a string, one given several times a list. */
export function valuesByName(parameters: URLSearchParams): Record<string, string | string[]> {
  const names = [...new Set(parameters.keys())];
  // fromEntries defines own properties, so a parameter named __proto__ is data
  return Object.fromEntries(
    names.map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? (values[0] as string) : values];
    }),
  );
}

function trainCase(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
