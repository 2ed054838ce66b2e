// Where a redirect leads: RouteEntryImplBase::newUri and processRequestHost in source/common/router/config_impl.cc of
// Envoy, with the facts of docs/resources (the port of the Host header stays unless something replaces it).
import type { RedirectAction, Route } from '../../envoy/route.ts';
import type { RequestHead } from '../http/stream.ts';
import { compilePathRewrite, type PathRewrite } from './path-rewrite.ts';

export interface Redirect {
  readonly status: number;
  readonly config: RedirectAction;
  readonly rewritePath: PathRewrite | undefined;
}

const STATUS = {
  MOVED_PERMANENTLY: 301,
  FOUND: 302,
  SEE_OTHER: 303,
  TEMPORARY_REDIRECT: 307,
  PERMANENT_REDIRECT: 308,
} as const;

export function compileRedirect(match: Route['match'], config: RedirectAction): Redirect {
  const status = STATUS[config.responseCode ?? 'MOVED_PERMANENTLY'];
  return { status, config, rewritePath: compilePathRewrite(match, config) };
}

/** The `location` of a redirect for a request. */
export function redirectLocation({ config, rewritePath }: Redirect, head: RequestHead): string {
  const scheme = config.schemeRedirect || (config.httpsRedirect === true ? 'https' : head.scheme);
  const port = config.portRedirect === undefined ? '' : `:${config.portRedirect}`;
  const host = config.hostRedirect || requestHost(head, scheme, port !== '');
  return `${scheme}://${host}${port}${redirectPath(config, rewritePath, head.path)}`;
}

/** The redirect of a virtual host that requires TLS: the Host header as it came. */
export function httpsLocation(head: RequestHead): string {
  return `https://${head.authority}${head.path}`;
}

function redirectPath(config: RedirectAction, rewritePath: PathRewrite | undefined, path: string): string {
  const { pathRedirect = '', stripQuery = false } = config;
  if (pathRedirect.includes('?')) return pathRedirect;
  const query = path.indexOf('?');
  if (pathRedirect !== '') return query < 0 || stripQuery ? pathRedirect : pathRedirect + path.slice(query);
  const rewritten = rewritePath === undefined ? path : rewritePath(path);
  return stripQuery ? (rewritten.split('?', 1)[0] as string) : rewritten;
}

/** The Host header, without a port that is replaced or was the default of the scheme before. */
function requestHost({ authority, headers }: RequestHead, scheme: string, replacesPort: boolean): string {
  const colon = portColon(authority);
  if (colon < 0) return authority;
  const proto = headers.get('x-forwarded-proto');
  const port = authority.slice(colon);
  const wasDefault =
    scheme !== proto && ((proto === 'https' && port === ':443') || (proto === 'http' && port === ':80'));
  return replacesPort || wasDefault ? authority.slice(0, colon) : authority;
}

function portColon(authority: string): number {
  if (!authority.startsWith('[')) return authority.lastIndexOf(':');
  const end = authority.lastIndexOf(']:');
  return end < 0 ? -1 : end + 1;
}
