import type { RequestView } from '../../src/match/request-view.ts';

interface Parts extends Partial<Omit<RequestView, 'path' | 'headers'>> {
  /** Lines in pairs: name, value, name, value … */
  readonly headers?: readonly string[];
}

/** A request to match: a plain GET unless told otherwise. */
export function request(path: string, { headers = [], ...parts }: Parts = {}): RequestView {
  return { method: 'GET', scheme: 'http', authority: 'a.example.com', ...parts, path, headers: { flat: headers } };
}
