// The stream seam: where codecs (engine/codec) meet the connection manager and the router (engine/http).
//
// A stream is one request with its response. Events go up by method calls on a handler, commands go down by
// method calls on the stream; there are no Node streams and no promises on this path. Rules:
// - Bytes handed up are valid until the callback returns; who keeps them copies them.
// - sendData and the head may be refused by back-pressure: a send that returns false is still taken in full,
//   but the caller should stop until onWritable.
// - After onReset, or after both directions have ended, neither side calls the other again. A call that comes too
//   late all the same is ignored by the codecs.
// - Any call down may be made from inside any call up.
// - Nothing above engine/codec asks which protocol it was, but for `protocol` in logs and header rules.
// - `end` true on head or data means: no more data. Trailers end a direction too (onTrailers implies end).
import type { Headers } from './headers.ts';

export type Protocol = 'HTTP/1.0' | 'HTTP/1.1' | 'HTTP/2';

/** Whose fault an ended stream is, in the words of Envoy's stream reset reasons. */
export type ResetReason =
  | 'remote-reset' // RST_STREAM
  | 'remote-refused-stream' // HTTP/2 REFUSED_STREAM or GOAWAY below the stream: safe to retry
  | 'local-reset'
  | 'connection-failure' // could not connect, or TLS handshake failed
  | 'connection-termination' // established connection closed before the message was complete
  | 'stale-connection' // as connection-termination, but a reused connection that died before the first byte of the
  //                      response: the peer most likely closed it while it was idle, so a request that can be
  //                      replayed may be sent once more whatever the retry policy (RFC 9112 section 9.3.1)
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
  /**
   * The Upgrade field of a valid upgrade request (RFC 9110 section 7.8, or extended CONNECT), lower case; HTTP/1 has
   * dropped `h2c`. Whether the token is allowed is not the codec's business. Such a request never ends with its head:
   * its body are the raw bytes after it, handed up only once 101 was sent (2xx for CONNECT). Any other answer ends
   * the connection, for nobody knows where those bytes end.
   */
  upgrade: string | undefined;
}

export interface ResponseHead {
  status: number;
  /** Without hop-by-hop framing, as for requests; `upgrade` stays with a 101. */
  headers: Headers;
}

/** Why bytes are not (or no longer) a well-formed request, with the status that answers them. */
export interface ProtocolError {
  readonly status: 400 | 403 | 408 | 426 | 431 | 501 | 505;
  /** Envoy's response code details, such as `http1.codec_error`. */
  readonly details: string;
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
  /**
   * Asks that the connection closes after this response; before sendHead it is announced by `connection: close`.
   * HTTP/1 does the same by itself where the request is not complete when the response head is sent.
   */
  closeAfterResponse(): void;
  /** Ends the stream without a complete response: closes an HTTP/1 connection, RST_STREAM on HTTP/2. */
  reset(reason: ResetReason): void;
  /** Stop and go on reading the request body. */
  pause(): void;
  resume(): void;
}

export interface ServerStreamHandler {
  onData(chunk: Buffer, end: boolean): void;
  onTrailers(trailers: Headers): void;
  /**
   * The rest of the request is malformed, and no response head was sent yet: answer on the stream, whose connection
   * closes after it. (With a head sent, onReset with 'protocol-error' comes instead.) No more events but onReset follow.
   */
  onProtocolError(error: ProtocolError): void;
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
   * Bytes that are not a request. The handler answers on the stream (it must set stream.handler too); the codec
   * announces and does the closing. `head` is what could be read: for 426 the whole, else undefined.
   */
  onProtocolError(stream: ServerStream, error: ProtocolError, head: RequestHead | undefined): void;
  /** The client has broken a connection of HTTP/2 in a way that has no answer; the codec ends it. */
  onConnectionError(): void;
}

/** A codec on one accepted connection, as the listener holds it. */
export interface ServerCodec {
  /** Lets the request in progress finish, announces the end in its response, and closes; at once when idle. */
  drain(): void;
  /** Closes at once; streams are reset. */
  close(): void;
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
  readonly peer:
    | {
        readonly certificate: Buffer;
        readonly verified: boolean;
        readonly subject: string;
        readonly uriSans: readonly string[];
        readonly dnsSans: readonly string[];
        readonly sha256: string;
      }
    | undefined;
}

/** The codec's side of one upstream request, made by a pool. */
export interface ClientStream {
  /** Address of the endpoint's connection, for logs. */
  readonly upstreamAddress: string;
  /** Our end of it. */
  readonly localAddress: string;
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
  /** `details` is Envoy's transport failure reason where there is one, such as `delayed connect error: Connection refused`. */
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
