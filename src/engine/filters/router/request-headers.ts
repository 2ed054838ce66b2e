// The last changes to a request head before it goes upstream: RouteEntryImplBase::finalizeRequestHeaders in
// source/common/router/config_impl.cc of Envoy. Order: the operations of destination and route, the host, the path.
import type { Destination, UpstreamAction } from '../../compile/route-entry.ts';
import type { RequestHead } from '../../http/stream.ts';
import type { StreamInfo } from '../../http/stream-info.ts';

/** @param options.envoyHeaders whether x-envoy-original-host and -path are written */
export function finalizeRequestHead(
  info: StreamInfo & { readonly request: RequestHead },
  action: UpstreamAction,
  destination: Destination,
  options: { readonly envoyHeaders: boolean },
): void {
  const { request } = info;
  for (const mutation of destination.requestMutations) mutation.apply(request.headers, info);
  if (destination.hostRewrite !== undefined && destination.hostRewrite !== '')
    rewriteHost(request, destination.hostRewrite, action.appendXForwardedHost, options.envoyHeaders);
  if (action.rewritePath !== undefined) {
    if (options.envoyHeaders) request.headers.set('x-envoy-original-path', request.path);
    request.path = action.rewritePath(request.path);
  }
}

/** Replaces the Host header, and says in other headers what it was. */
export function rewriteHost(
  request: RequestHead,
  host: string,
  appendsForwardedHost: boolean,
  envoyHeaders: boolean,
): void {
  const { headers, authority } = request;
  if (appendsForwardedHost && authority !== '') {
    const forwarded = headers.get('x-forwarded-host') ?? '';
    const last = forwarded.split(',').at(-1)?.trim();
    if (last !== authority) headers.set('x-forwarded-host', forwarded === '' ? authority : `${forwarded},${authority}`);
  }
  if (envoyHeaders && authority !== '') headers.set('x-envoy-original-host', authority);
  request.authority = host;
}
