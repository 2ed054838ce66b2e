import type { RequestView } from './request-view.ts';

/** The lines of one header in a request. */
export type LinesOf = (request: RequestView) => readonly string[];

/** How to find the lines of a header; `host` is `:authority`, which is where Envoy's codec puts it. */
export function headerLines(name: string): LinesOf {
  switch (name) {
    case ':method':
      return (request) => [request.method];
    case ':authority':
    case 'host':
      return (request) => [request.authority];
    case ':scheme':
      return (request) => [request.scheme];
    case ':path':
      return (request) => (request.path === '' ? [] : [request.path]);
    default:
      return (request) => fieldLines(request.headers.flat, name);
  }
}

function fieldLines(flat: readonly string[], name: string): readonly string[] {
  const lines: string[] = [];
  for (let i = 0; i < flat.length; i += 2) if (flat[i] === name) lines.push(flat[i + 1] as string);
  return lines;
}
