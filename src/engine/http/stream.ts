// The stream seam: where codecs (engine/codec) meet the connection manager and the router (engine/http).
//
// A stream is one request with its response. Events go up by method calls on a handler, commands go down by
// method calls on the stream; there are no Node streams and no promises on this path. Rules:
// - Bytes handed up are valid until the callback returns; who keeps them copies them.
// - sendData and the head may be refused by back-pressure: a send that returns false is still taken in full,
//   but the caller should stop until onWritable.
// - After onReset, or after both directions have ended, neither side calls the other again.
// - Nothing above engine/codec asks which protocol it was, but for `protocol` in logs and header rules.
// - `end` true on head or data means: no more data. Trailers end a direction too (onTrailers implies end).
import type { Headers } from './headers.ts';

export type Protocol = 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2';

/** Whose fault an ended stream is, in the words of Envoy's stream reset reasons. */
export type ResetReason =
  | 'remote-reset' // RST_STREAM, or the connection closed before the message was complete
  | 'remote-refused-stream' // HTTP/2 REFUSED_STREAM or GOAWAY below the stream: safe to retry
  | 'local-reset'
  | 'connection-failure' // could not connect, or TLS handshake failed
  | 'connection-termination' // established connection closed
  | 'connection-timeout'
  | 'protocol-error'
  | 'overflow'; // circuit breaker

/** A request head as the codec read it: already well-formed by RFC 9112 / 9113, not yet normalised. */
export interface RequestHead {
  method: string;
  /** `http` or `https` from :scheme or absolute-form, else as the connection is. */
  scheme: string;
  /** Host or :authority; '' where HTTP/1.0 has none. */
  authority: string;
  /** Path and query, or `*`; for CONNECT ''. */
  path: string;
  /** Without Host and pseudo-headers, and without HTTP/1.1's hop-by-hop framing (connection and what it names,
   *  keep-alive, proxy-connection, transfer-encoding, upgrade unless the request is an upgrade). */
  headers: Headers;
  /** The token of a valid upgrade request (RFC 9110 section 7.8, or extended CONNECT), lower case. */
  upgrade: string | undefined;
}

export interface ResponseHead {
  status: number;
  /** Without hop-by-hop framing, as for requests. */
  headers: Headers;
}

/** The codec's side of one downstream request. */
export interface ServerStream {
  readonly protocol: Protocol;
  readonly connection: DownstreamConnection;
  /** Set once by the connection manager in onRequest, before any other event. */
  handler: ServerStreamHandler;
  /** 100 or 103, before the final head. */
  sendInformational(status: number, headers: Headers): void;
  sendHead(head: ResponseHead, end: boolean): boolean;
  sendData(chunk: Uint8Array, end: boolean): boolean;
  sendTrailers(trailers: Headers): void;
  /** Ends the stream without a complete response: closes an HTTP/1 connection, RST_STREAM on HTTP/2. */
  reset(reason: ResetReason): void;
  /** Stop and go on reading the request body. */
  pause(): void;
  resume(): void;
}

export interface ServerStreamHandler {
  onData(chunk: Buffer, end: boolean): void;
  onTrailers(trailers: Headers): void;
  /** The client or its connection went away. */
  onReset(reason: ResetReason): void;
  /** Everything sent so far has left, after a send returned false. */
  onWritable(): void;
}

/** What the connection manager offers to a codec. */
export interface ServerConnectionHandler {
  /** A new request; must set stream.handler. `end`: the request has no body. */
  onRequest(stream: ServerStream, head: RequestHead, end: boolean): void;
  /**
   * Bytes that are not a request. The codec has the status and closes the connection after the answer that the
   * handler sends on the stream (only sendHead and sendData are used; headers are minimal).
   */
  onProtocolError(stream: ServerStream, error: { status: 400 | 426 | 431 | 501 | 414 | 505; details: string }): void;
}

/** One accepted connection, for logs, header rules and TLS facts. */
export interface DownstreamConnection {
  readonly id: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  readonly localAddress: string;
  readonly localPort: number;
  /** Undefined on plaintext. */
  readonly tls: TlsFacts | undefined;
  /** The chain that was chosen. */
  readonly listenerName: string;
}

export interface TlsFacts {
  readonly sni: string;
  readonly alpn: string;
  readonly version: string;
  readonly cipher: string;
  /** The client's certificate (DER), its chain, and whether it was verified; undefined without one. */
  readonly peer: { readonly certificate: Buffer; readonly verified: boolean; readonly subject: string; readonly uriSans: readonly string[]; readonly dnsSans: readonly string[]; readonly sha256: string } | undefined;
}

/** The codec's side of one upstream request, made by a pool. */
export interface ClientStream {
  /** Address of the endpoint's connection, for logs. */
  readonly upstreamAddress: string;
  readonly protocol: Protocol;
  sendHead(head: RequestHead, end: boolean): boolean;
  sendData(chunk: Uint8Array, end: boolean): boolean;
  sendTrailers(trailers: Headers): void;
  reset(reason: ResetReason): void;
  pause(): void;
  resume(): void;
}

export interface ClientStreamHandler {
  onInformational(head: ResponseHead): void;
  onHead(head: ResponseHead, end: boolean): void;
  onData(chunk: Buffer, end: boolean): void;
  onTrailers(trailers: Headers): void;
  /** `details` is Envoy's transport failure reason where there is one, such as `delayed_connect_error:_Connection_refused`. */
  onReset(reason: ResetReason, details: string): void;
  onWritable(): void;
}

/** A pool of connections to one endpoint. */
export interface ConnectionPool {
  /**
   * Opens a stream on a connection that is idle, has room, or is made. Answers by onReady with the stream, or by
   * onFailure; never both, and possibly before it returns. The result cancels while neither has happened.
   */
  newStream(handler: ClientStreamHandler, callbacks: PoolCallbacks): { cancel(): void } | undefined;
  /** Closes idle connections now and the others when their streams end. */
  drain(): void;
  readonly activeStreams: number;
  readonly connections: number;
}

export interface PoolCallbacks {
  onReady(stream: ClientStream): void;
  onFailure(reason: ResetReason, details: string): void;
}
