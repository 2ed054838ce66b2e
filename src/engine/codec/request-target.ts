// The four forms of a request target (RFC 9112 section 3.2).
import { hasPort, isValidAuthority } from './authority.ts';

export interface RequestTarget {
  /** `http` or `https` where the target is in absolute form. */
  readonly scheme: string | undefined;
  /** Of absolute and authority form. */
  readonly authority: string | undefined;
  /** Path and query without a fragment; '' for CONNECT. */
  readonly path: string;
}

const ABSOLUTE_FORM = /^(https?):\/\/([^/?#]*)(.*)$/i;

/** Takes a target apart; undefined where it has none of the forms, or one that the method must not have. */
export function parseRequestTarget(method: string, target: string): RequestTarget | undefined {
  if (method === 'CONNECT') {
    if (!isValidAuthority(target) || !hasPort(target)) return undefined;
    return { scheme: undefined, authority: target, path: '' };
  }
  if (target.startsWith('/')) return { scheme: undefined, authority: undefined, path: withoutFragment(target) };
  if (target === '*') return method === 'OPTIONS' ? { scheme: undefined, authority: undefined, path: '*' } : undefined;
  const match = ABSOLUTE_FORM.exec(target);
  if (match === null) return undefined;
  const [, scheme, authority, rest] = match as unknown as [string, string, string, string];
  if (!isValidAuthority(authority)) return undefined;
  const path = withoutFragment(rest);
  return { scheme: scheme.toLowerCase(), authority, path: path.startsWith('/') ? path : `/${path}` };
}

/** Istio's gateways cut the fragment off where Envoy alone would refuse the request (ISTIO-SECURITY-2021-008). */
function withoutFragment(path: string): string {
  const hash = path.indexOf('#');
  return hash < 0 ? path : path.slice(0, hash);
}
