// What a request must have before it is routed, what is made of it first, and what a client may not decide:
// ActiveStream::decodeHeaders in source/common/http/conn_manager_impl.cc of Envoy.
import { setClientCertificateHeader } from './client-certificate-header.ts';
import type { ConnectionManager } from './connection-manager.ts';
import { removeInternalHeaders, setForwardingHeaders } from './forwarding-headers.ts';
import type { Headers } from './headers.ts';
import type { LocalReply } from './local-reply.ts';
import type { DownstreamConnection, Protocol, RequestHead } from './stream.ts';

/** What a connection manager asks of a request before it is routed. */
export type AdmissionPolicy = Pick<ConnectionManager, 'paths' | 'underscores'>;

/** Normalises the path. The answer to a request that cannot be routed; undefined where it can. */
export function admit(head: RequestHead, protocol: Protocol, manager: AdmissionPolicy): LocalReply | undefined {
  if (manager.underscores !== 'ALLOW' && !handleUnderscores(head.headers, manager.underscores))
    return { status: 400, body: '', details: 'http.unexpected_underscore' };
  return refuse(head, protocol) ?? (head.method === 'CONNECT' ? undefined : admitPath(head, manager));
}

/** The answer to a request that has not what every route needs. */
function refuse(head: RequestHead, protocol: Protocol): LocalReply | undefined {
  // CONNECT has no path, and finds no route.
  if (head.method === 'CONNECT') return undefined;
  // HTTP/1.0 knows no Host; such a request can only reach a virtual host for any name.
  if (head.authority === '' && protocol !== 'HTTP/1.0')
    return { status: 400, body: '', details: 'missing_host_header' };
  // Neither `*` nor anything else but a path can match a route.
  if (head.path.charCodeAt(0) !== 0x2f) return { status: 404, body: '', details: 'absolute_path_rejected' };
  return undefined;
}

function admitPath(head: RequestHead, { paths }: AdmissionPolicy): LocalReply | undefined {
  const path = paths.normalize(head.path);
  if (path === undefined) return { status: 400, body: '', details: 'path_normalization_failed' };
  if (paths.redirects(head.path))
    return { status: 307, body: '', details: 'path_normalization_failed', location: path };
  head.path = path;
  return undefined;
}

/** Whether the request may go on, without the names that hold an underscore where those are dropped. */
function handleUnderscores(headers: Headers, action: 'DROP_HEADER' | 'REJECT_REQUEST'): boolean {
  const names = headers.flat.filter((name, at) => at % 2 === 0 && name.includes('_'));
  if (action === 'DROP_HEADER') for (const name of names) headers.remove(name);
  return action === 'DROP_HEADER' || names.length === 0;
}

/**
 * Takes out what a client may not say and writes down what is known of it.
 * @returns the address of the client as far as it is trusted
 */
export function markRequest(head: RequestHead, connection: DownstreamConnection, manager: ConnectionManager): string {
  removeInternalHeaders(head);
  reduceTe(head);
  const trustedAddress = setForwardingHeaders(head, connection, manager.forwarding);
  manager.setRequestId(head.headers);
  setClientCertificateHeader(head.headers, connection.tls, manager.config);
  if (manager.forwarding.xffNumTrustedHops > 0) head.scheme = head.headers.get('x-forwarded-proto') ?? head.scheme;
  return trustedAddress;
}

/** RFC 9110 section 10.1.4: of te, only `trailers` concerns others than the next hop. */
function reduceTe({ headers }: RequestHead): void {
  const te = headers.get('te');
  if (te === undefined) return;
  const keepsTrailers = headers.getAll('te').some((line) => /(?:^|,)[ \t]*trailers[ \t]*(?:,|$)/i.test(line));
  headers.remove('te');
  if (keepsTrailers) headers.append('te', 'trailers');
}
