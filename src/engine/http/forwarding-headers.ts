// Who the client is and who says so: x-forwarded-for, x-forwarded-proto, x-envoy-external-address, and the internal
// headers that a client must not set. ConnectionManagerUtility::mutateRequestHeaders in
// source/common/http/conn_manager_utility.cc of Envoy; no address counts as internal there unless configured.
import { isIP } from 'node:net';
import type { DownstreamConnection, RequestHead } from './stream.ts';

/** What only a trusted proxy may say. All begin with `x-envoy-`, so that one look at a name settles most of them. */
const INTERNAL = new Set([
  'x-envoy-decorator-operation',
  'x-envoy-downstream-service-cluster',
  'x-envoy-downstream-service-node',
  'x-envoy-expected-rq-timeout-ms',
  'x-envoy-external-address',
  'x-envoy-force-trace',
  'x-envoy-hedge-on-per-try-timeout',
  'x-envoy-internal',
  'x-envoy-ip-tags',
  'x-envoy-max-retries',
  'x-envoy-original-host',
  'x-envoy-original-path',
  'x-envoy-original-url',
  'x-envoy-retriable-header-names',
  'x-envoy-retriable-status-codes',
  'x-envoy-retry-grpc-on',
  'x-envoy-retry-on',
  'x-envoy-upstream-alt-stat-name',
  'x-envoy-upstream-rq-per-try-timeout-ms',
  'x-envoy-upstream-rq-timeout-alt-response',
  'x-envoy-upstream-rq-timeout-ms',
  'x-envoy-upstream-stream-duration-ms',
]);

const LETTER_E = 0x65;

/** Drops the internal headers of a client. */
export function removeInternalHeaders({ headers }: RequestHead): void {
  const { flat } = headers;
  let kept = 0;
  for (let i = 0; i < flat.length; i += 2) {
    const name = flat[i] as string;
    if (name.charCodeAt(2) === LETTER_E && name.startsWith('x-envoy-') && INTERNAL.has(name)) continue;
    if (kept !== i) {
      flat[kept] = name;
      flat[kept + 1] = flat[i + 1] as string;
    }
    kept += 2;
  }
  if (kept < flat.length) flat.length = kept;
}

export interface ForwardingPolicy {
  readonly useRemoteAddress: boolean;
  readonly xffNumTrustedHops: number;
  readonly appendXForwardedPort: boolean;
}

/**
 * Writes the forwarding headers of a request.
 * @returns the address of the client as far as it is trusted
 */
export function setForwardingHeaders(
  head: RequestHead,
  connection: DownstreamConnection,
  policy: ForwardingPolicy,
): string {
  const { headers } = head;
  const scheme = connection.tls === undefined ? 'http' : 'https';
  const chain = head.headers.joined('x-forwarded-for');
  if (!policy.useRemoteAddress) {
    if (!headers.has('x-forwarded-proto')) headers.append('x-forwarded-proto', scheme);
    return trustedHop(chain, policy.xffNumTrustedHops) ?? connection.remoteAddress;
  }
  const hops = policy.xffNumTrustedHops;
  const trusted = (hops > 0 ? trustedHop(chain, hops - 1) : undefined) ?? connection.remoteAddress;
  const own = connection.remoteAddress;
  // A client of a socket without a port has no address.
  if (own !== '') headers.set('x-forwarded-for', chain === undefined || chain === '' ? own : `${chain},${own}`);
  if (hops === 0 || !headers.has('x-forwarded-proto')) headers.set('x-forwarded-proto', scheme);
  if (policy.appendXForwardedPort && (hops === 0 || !headers.has('x-forwarded-port')))
    headers.set('x-forwarded-port', listenerPort(connection));
  if (trusted !== '') headers.append('x-envoy-external-address', trusted);
  return trusted;
}

/** The port that the configuration listens on; on this machine another one may lead to it. */
function listenerPort({ listenerName, localPort }: DownstreamConnection): string {
  return /_(\d+)$/.exec(listenerName)?.[1] ?? `${localPort}`;
}

/** The address that stands `skip` entries before the last; undefined where it is none. */
function trustedHop(chain: string | undefined, skip: number): string | undefined {
  if (chain === undefined) return undefined;
  const entries = chain.split(',');
  const address = entries[entries.length - 1 - skip]?.trim();
  return address !== undefined && isIP(address) !== 0 ? address : undefined;
}
