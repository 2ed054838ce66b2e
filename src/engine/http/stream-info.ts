// What is known of one request: read by access logs, %COMMANDS% in headers, and filters.
import type { Headers } from './headers.ts';
import type { DownstreamConnection, Protocol, RequestHead, ResponseHead } from './stream.ts';

export interface StreamInfo {
  /** undefined for connections that are not HTTP. */
  readonly protocol: Protocol | undefined;
  readonly connection: DownstreamConnection;
  /** As it is now: normalised and, after routing, rewritten. */
  readonly request: RequestHead;
  readonly response: ResponseHead | undefined;
  /** 0 until it is settled; header operations on an answer of the proxy's own still see 0, as in Envoy. */
  readonly responseCode: number;
  readonly trailers: Headers | undefined;
  /** The client as far as it is trusted: the peer, or what trusted proxies said. Without port. */
  readonly trustedAddress: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Monotonic milliseconds; 0 while it has not happened. */
  readonly startedTick: number;
  readonly requestCompleteTick: number;
  readonly responseStartedTick: number;
  readonly endedTick: number;
  readonly bytesReceived: number;
  readonly bytesSent: number;
  /** Joined by commas in the order in which they were set; '' for none. */
  readonly flags: string;
  readonly details: string;
  readonly routeName: string;
  /** The name of the cluster and what Envoy's statistics call it; '' before one is found. */
  readonly clusterName: string;
  readonly clusterStatName: string;
  readonly upstreamAddress: string;
  readonly upstreamFailure: string;
  readonly attempts: number;
  /** The proxy's own end of the connection to the upstream, with its port; '' before there is one. */
  readonly upstreamLocalAddress: string;
  /** Of TLS or TCP that is passed through: what the client asked for. HTTP has it with its TLS. */
  readonly serverName?: string;
}
