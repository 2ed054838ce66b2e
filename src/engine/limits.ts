// Every bound the data wing keeps by itself, in one place; docs/limits.md is made from this table.
// Istio's and Envoy's own defaults where they have one; the stricter ones are ours because Envoy's default is "never".

export interface Limit {
  readonly value: number;
  readonly unit: 'bytes' | 'milliseconds' | 'count';
  /** What happens to whom when it is reached. */
  readonly effect: string;
  /** Whose default it is, and where a user changes it. */
  readonly source: string;
}

export const limits = {
  requestHeadBytes: {
    value: 60 * 1024,
    unit: 'bytes',
    effect: 'a request whose target, header names and values are longer gets 431',
    source: 'Envoy max_request_headers_kb',
  },
  requestHeaders: {
    value: 100,
    unit: 'count',
    effect: 'a request with more header fields gets 431',
    source: 'Envoy max_headers_count',
  },
  responseHeadBytes: {
    value: 80 * 1024,
    unit: 'bytes',
    effect: 'an upstream response with a longer head is a protocol error (502)',
    source: 'Envoy, HTTP/1 client codec',
  },
  responseHeaders: {
    value: 100,
    unit: 'count',
    effect: 'an upstream response with more header fields is a protocol error (502)',
    source: 'Envoy max_headers_count',
  },
  chunkLineBytes: {
    value: 4 * 1024,
    unit: 'bytes',
    effect: 'a longer chunk size line, extensions included, is malformed (400, 502)',
    source: 'ictl',
  },
  pipelinedBytes: {
    value: 64 * 1024,
    unit: 'bytes',
    effect: 'of requests sent ahead are kept; then the connection is not read until the response is sent',
    source: 'ictl',
  },
  pendingWriteBytes: {
    value: 64 * 1024,
    unit: 'bytes',
    effect: 'waiting to leave on an HTTP/1 connection stop the side that sends until they have left',
    source: 'ictl',
  },
  connectionIdleMs: {
    value: 60 * 60 * 1000,
    unit: 'milliseconds',
    effect: 'a connection, downstream or upstream, with no request for so long is closed',
    source: 'Envoy idle_timeout; connectionPool.http.idleTimeout, defaultConfig.connectionSettings.httpIdleTimeout',
  },
  requestHeadMs: {
    value: 60 * 1000,
    unit: 'milliseconds',
    effect: 'a request head that has begun and is not complete after this gets 408',
    source: 'ictl (Envoy: off); defaultConfig.connectionSettings.httpRequestHeadersTimeout',
  },
  bodyStallMs: {
    value: 5 * 60 * 1000,
    unit: 'milliseconds',
    effect: 'a request body that stands still for so long, before any response, gets 408',
    source: 'ictl (Istio: off)',
  },
  writeStallMs: {
    value: 60 * 1000,
    unit: 'milliseconds',
    effect: 'a peer that takes nothing of what waits for it for so long is disconnected',
    source: 'ictl (Envoy: off)',
  },
  delayedCloseMs: {
    value: 1000,
    unit: 'milliseconds',
    effect: 'a connection that we close is read from for so long, so that the last answer is not lost',
    source: 'Envoy delayed_close_timeout',
  },
  halfClosedMs: {
    value: 60 * 1000,
    unit: 'milliseconds',
    effect: 'a tunnel whose client has ended its side is kept for the other side for so long',
    source: 'ictl (Envoy: not at all)',
  },
  connectMs: {
    value: 10 * 1000,
    unit: 'milliseconds',
    effect: 'an upstream connection that is not made by then has failed',
    source: 'Istio; connectionPool.tcp.connectTimeout',
  },
  tlsHandshakeMs: {
    value: 15 * 1000,
    unit: 'milliseconds',
    effect: 'a client whose TLS handshake is not done by then is disconnected',
    source: 'Istio transport_socket_connect_timeout',
  },
  upstreamServerNames: {
    value: 256,
    unit: 'count',
    effect: 'of TLS server names that clients choose by their Host keep connections to an endpoint, the latest ones',
    source: 'ictl (Envoy: all)',
  },
  http2Streams: {
    value: 100,
    unit: 'count',
    effect: 'an HTTP/2 client that opens more streams at once has them refused or is disconnected',
    source: 'ictl (Envoy: 1024); defaultConfig.connectionSettings.http2MaxConcurrentStreams',
  },
  http2StreamWindowBytes: {
    value: 256 * 1024,
    unit: 'bytes',
    effect: 'of a body that an HTTP/2 peer may send before they are read on one stream',
    source: 'ictl (Envoy: 16 MiB); defaultConfig.connectionSettings.http2InitialStreamWindowSize',
  },
  http2ConnectionWindowBytes: {
    value: 1024 * 1024,
    unit: 'bytes',
    effect: 'of bodies that an HTTP/2 peer may send before they are taken in on one connection',
    source: 'ictl (Envoy: 24 MiB); defaultConfig.connectionSettings.http2InitialConnectionWindowSize',
  },
  http2PrematureResets: {
    value: 250,
    unit: 'count',
    effect: 'of HTTP/2 streams that end within a second without a response, and are half of all, end the connection',
    source: 'Envoy overload.premature_reset_total_stream_count',
  },
  http2InvalidFrames: {
    value: 100,
    unit: 'count',
    effect: 'an HTTP/2 connection on which more malformed or refused frames came is closed',
    source: 'ictl',
  },
  http2EmptyFrames: {
    value: 100,
    unit: 'count',
    effect: 'an HTTP/2 connection on which more DATA frames without content come in a row is closed',
    source: 'ictl (Envoy: 1, which servers reach that end several streams with trailers at once)',
  },
  http2HeaderBlockBytes: {
    value: 128 * 1024,
    unit: 'bytes',
    effect: 'an HTTP/2 connection on which a longer header block comes is closed',
    source: 'ictl',
  },
  http2Continuations: {
    value: 32,
    unit: 'count',
    effect: 'an HTTP/2 connection on which a header block comes in more CONTINUATION frames is closed',
    source: 'ictl (nghttp2: 8)',
  },
  http2PendingAnswers: {
    value: 1000,
    unit: 'count',
    effect: 'an HTTP/2 peer that lets more answers to its SETTINGS, PING and other frames wait is disconnected',
    source: 'Envoy max_outbound_control_frames',
  },
  http2ControlFrames: {
    value: 1000,
    unit: 'count',
    effect: 'an HTTP/2 connection on which more SETTINGS and PING frames come within a second is closed',
    source: 'ictl',
  },
  retryBufferBytes: {
    value: 1024 * 1024,
    unit: 'bytes',
    effect: 'a request with a longer body is not retried',
    source: 'Envoy, per_connection_buffer_limit_bytes',
  },
  mirrorBufferBytes: {
    value: 1024 * 1024,
    unit: 'bytes',
    effect: 'of a request body may wait for a mirror; then the client has to wait for it',
    source: 'Envoy, per_connection_buffer_limit_bytes',
  },
  mirrorStallMs: {
    value: 10 * 1000,
    unit: 'milliseconds',
    effect: 'a mirror for which a client has to wait for so long is given up',
    source: 'ictl (Envoy: never)',
  },
  drainMs: {
    value: 45 * 1000,
    unit: 'milliseconds',
    effect: 'a connection whose listener or filter chain is gone may finish what it does for so long',
    source: 'Istio, drainDuration',
  },
  dnsWarmingMs: {
    value: 1000,
    unit: 'milliseconds',
    effect: 'a new cluster with names to resolve is waited for before the configuration is in force',
    source: 'ictl',
  },
} as const satisfies Record<string, Limit>;
