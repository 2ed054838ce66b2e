// What a request must have before it is routed, and what a client may not decide: ActiveStream::decodeHeaders in
// source/common/http/conn_manager_impl.cc of Envoy.
import type { LocalReply } from './local-reply.ts';
import type { Protocol, RequestHead } from './stream.ts';

/** The answer to a request that cannot be routed; undefined where it can. */
export function refuse(head: RequestHead, protocol: Protocol): LocalReply | undefined {
  // HTTP/1.0 knows no Host; such a request can only reach a virtual host for any name.
  if (head.authority === '' && protocol !== 'HTTP/1.0' && head.method !== 'CONNECT')
    return { status: 400, body: '', details: 'missing_host_header' };
  // Neither `*` nor anything else but a path can match a route. CONNECT has no path, and finds no route either.
  if (head.method !== 'CONNECT' && head.path.charCodeAt(0) !== 0x2f)
    return { status: 404, body: '', details: 'absolute_path_rejected' };
  return undefined;
}

/** RFC 9110 section 10.1.4: of te, only `trailers` concerns others than the next hop. */
export function reduceTe({ headers }: RequestHead): void {
  const te = headers.get('te');
  if (te === undefined) return;
  const keepsTrailers = headers.getAll('te').some((line) => /(?:^|,)[ \t]*trailers[ \t]*(?:,|$)/i.test(line));
  headers.remove('te');
  if (keepsTrailers) headers.append('te', 'trailers');
}
