// The head of a mirrored request: ShadowWriterImpl in source/common/router/shadow_writer_impl.cc and
// AsyncStreamImpl::sendHeaders in source/common/http/async_client_impl.cc of Envoy.
import type { RequestHead } from '../../http/stream.ts';

/**
 * Copies a head that is ready to go upstream.
 * @param ownAddress of the proxy, which is the copy's client
 */
export function mirrorHead(head: RequestHead, ownAddress: string, appendsShadowSuffix: boolean): RequestHead {
  const headers = head.headers.copy();
  const chain = headers.getAll('x-forwarded-for').join(',');
  headers.set('x-forwarded-for', chain === '' ? ownAddress : `${chain},${ownAddress}`);
  headers.set('x-envoy-internal', 'true');
  const authority = appendsShadowSuffix ? withShadowSuffix(head.authority) : head.authority;
  return { ...head, authority, headers };
}

/** `shop.example.com:80` becomes `shop.example.com-shadow:80`. */
function withShadowSuffix(authority: string): string {
  const port = /:\d+$/.exec(authority)?.[0] ?? '';
  return `${authority.slice(0, authority.length - port.length)}-shadow${port}`;
}
