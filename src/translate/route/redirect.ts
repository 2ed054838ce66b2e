import type { RedirectAction } from '../../envoy/route.ts';
import type { HttpRedirect } from '../../kinds/virtual-service/virtual-service.ts';
import { defined } from '../defined.ts';

const responseCodes: ReadonlyMap<number, NonNullable<RedirectAction['responseCode']>> = new Map([
  [0, 'MOVED_PERMANENTLY'],
  [301, 'MOVED_PERMANENTLY'],
  [302, 'FOUND'],
  [303, 'SEE_OTHER'],
  [307, 'TEMPORARY_REDIRECT'],
  [308, 'PERMANENT_REDIRECT'],
]);

interface ServerOfRedirect {
  /** The server's port as written; a redirect to "the port of the request" goes there. */
  readonly port: number;
  readonly isTls: boolean;
}

/** What a redirect is in Envoy; undefined for a status that Envoy has no redirect for. */
export function redirectAction(redirect: HttpRedirect, server: ServerOfRedirect): RedirectAction | undefined {
  const responseCode = responseCodes.get(redirect.redirectCode ?? 0);
  if (responseCode === undefined) return undefined;
  return defined({
    hostRedirect: redirect.authority || undefined,
    schemeRedirect: redirect.scheme || undefined,
    portRedirect: redirectPort(redirect, server),
    prefixRewrite: redirect.prefixRewrite || undefined,
    pathRedirect: redirect.prefixRewrite ? undefined : redirect.uri || undefined,
    responseCode,
  });
}

/** The default port of the scheme is not written into the location. */
function redirectPort({ port, derivePort, scheme }: HttpRedirect, server: ServerOfRedirect): number | undefined {
  const target = port ?? (derivePort === 'FROM_REQUEST_PORT' ? server.port : undefined);
  const targetScheme = scheme || (server.isTls ? 'https' : 'http');
  const isDefault = (target === 80 && targetScheme === 'http') || (target === 443 && targetScheme === 'https');
  return isDefault || target === 0 ? undefined : target;
}
