// Names of headers, in matches and in operations.
import { refused } from '../../field-problem.ts';
import type { Problem } from '../../problem.ts';

const headerName = /^[-_A-Za-z0-9]+$/;
/** `@request.auth.claims.a.b` or `@request.auth.claims[a][b]`. */
const claimName = /^@request\.auth\.claims(?:\..+|\[.+\])$/i;

/** Whether a name stands for a claim of a verified token. */
export function isClaimName(name: string): boolean {
  return claimName.test(name);
}

/** A name to match, which may be a claim. */
export function checkHeaderMatchName(path: string, name: string): readonly Problem[] {
  if (name === '') return [refused(path, 'header name cannot be empty')];
  return isClaimName(name) || headerName.test(name) ? [] : [invalidName(path, name)];
}

/** A name in CORS lists, which may be `*`. */
export function checkCorsHeaderName(path: string, name: string): readonly Problem[] {
  if (name === '') return [refused(path, 'header name cannot be empty')];
  return name === '*' || headerName.test(name) ? [] : [invalidName(path, name)];
}

function invalidName(path: string, name: string): Problem {
  return refused(path, `header name ${name} is not a valid header name`);
}

/** Whether a name stands for the Host header. */
export function isAuthorityName(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === ':authority' || lower === 'host';
}

/** A name that may be set or added in a request: the Host header may, other parts of the request line may not. */
export function checkRequestHeaderName(path: string, name: string): readonly Problem[] {
  if (name === '') return [refused(path, 'header name cannot be empty')];
  if (!name.startsWith(':') || isAuthorityName(name)) return [];
  return [refused(path, `invalid header ${JSON.stringify(name)}: header cannot have ":" prefix`)];
}

/** A name that may be removed, or changed in a response. */
export function checkOtherHeaderName(path: string, name: string): readonly Problem[] {
  if (name === '') return [refused(path, 'header name cannot be empty')];
  if (name.toLowerCase() === 'host') {
    return [refused(path, `invalid header ${JSON.stringify(name)}: cannot set Host header`)];
  }
  if (!name.startsWith(':')) return [];
  return [refused(path, `invalid header ${JSON.stringify(name)}: header cannot have ":" prefix`)];
}
