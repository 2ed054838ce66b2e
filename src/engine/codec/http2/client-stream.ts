import type { Headers } from '../../http/headers.ts';
import type { ClientStream, ClientStreamHandler, RequestHead, ResetReason, ResponseHead } from '../../http/stream.ts';
import { ContentLength } from './content-length.ts';
import { encodeFields } from './encode-fields.ts';
import { ErrorCode } from './error-code.ts';
import type { HpackDecoder } from './hpack/hpack-decoder.ts';
import { IncomingBody, type IncomingBodyOwner } from './incoming-body.ts';
import { OutgoingBody, type OutgoingBodyOwner } from './outgoing-body.ts';
import { upstreamResetCode, upstreamResetReason } from './reset-codes.ts';
import { readResponseHead } from './response-head.ts';
import type { Session } from './session.ts';
import type { SessionStream } from './session-stream.ts';
import { readTrailers } from './trailer-fields.ts';

/** What a stream needs of its connection. */
export interface Http2ClientStreamOwner {
  readonly address: string;
  readonly localAddress: string;
  readonly session: Session;
  /** A stream that was never opened has ended; the session tells of the others. */
  onUnopened(stream: Http2ClientStream): void;
}

/** One request on an upstream HTTP/2 connection. */
export class Http2ClientStream implements ClientStream, SessionStream, IncomingBodyOwner, OutgoingBodyOwner {
  readonly protocol = 'HTTP/2';
  readonly upstreamAddress: string;
  readonly localAddress: string;
  readonly incoming: IncomingBody;
  readonly outgoing: OutgoingBody;
  /** 0 before the head is sent, which is when it gets its number. */
  id = 0;
  readonly #owner: Http2ClientStreamOwner;
  readonly #session: Session;
  readonly #handler: ClientStreamHandler;
  #isUpgrade = false;
  #isConnect = false;
  #isHead = false;
  #headReceived = false;
  #contentLength: ContentLength | undefined = undefined;
  /** The handler is called no more. */
  #detached = false;

  constructor(owner: Http2ClientStreamOwner, handler: ClientStreamHandler) {
    const { session, address, localAddress } = owner;
    const { send, receive } = session.windowBytes;
    this.#owner = owner;
    this.#session = session;
    this.#handler = handler;
    this.upstreamAddress = address;
    this.localAddress = localAddress;
    this.incoming = new IncomingBody(session, this, { windowBytes: receive, paused: false });
    this.outgoing = new OutgoingBody(session, this, send);
  }

  // ---- The request.

  sendHead(head: RequestHead, end: boolean): boolean {
    const session = this.#session;
    if (this.#detached || this.id !== 0) return true;
    this.#isUpgrade = head.upgrade !== undefined;
    this.#isConnect = head.method === 'CONNECT';
    this.#isHead = head.method === 'HEAD';
    if (this.#isUpgrade && !session.peer.enablesConnect) this.#fail('protocol-error');
    else if (session.isEnding) this.#fail('remote-refused-stream');
    else {
      this.id = session.openStream(this);
      this.outgoing.window = session.windowBytes.send;
      this.#sendFields(head, end);
      if (end) this.outgoing.markEnded();
    }
    return true;
  }

  sendData(chunk: Uint8Array, end: boolean): boolean {
    return this.#detached || this.id === 0 || this.outgoing.send(chunk, end);
  }

  sendTrailers(trailers: Headers): void {
    if (!this.#detached && this.id !== 0) this.outgoing.sendTrailers(trailers);
  }

  onBodyWritable(): void {
    if (!this.#detached) this.#handler.onWritable();
  }

  onBodySent(): void {
    this.#session.settle(this);
  }

  #sendFields(head: RequestHead, end: boolean): void {
    const { encoder } = this.#session;
    const isTunnel = head.method === 'CONNECT' && head.upgrade === undefined;
    encoder.begin();
    encoder.add(':method', head.upgrade === undefined ? head.method : 'CONNECT');
    if (head.upgrade !== undefined) encoder.add(':protocol', head.upgrade);
    if (!isTunnel) {
      encoder.add(':scheme', head.scheme);
      encoder.add(':path', head.path);
    }
    encoder.add(':authority', head.authority);
    encodeFields(encoder, head.headers);
    this.#session.sendHead(this.id, end);
  }

  // ---- The response.

  onHeaders(decoder: HpackDecoder, end: boolean): void {
    if (decoder.isTooLarge) this.#break();
    else if (this.#headReceived) this.#onTrailers(decoder, end);
    else {
      const head = readResponseHead(decoder.fields);
      // HTTP/2 has no 101 (RFC 9113 section 8.6).
      if (head === undefined || head.status === 101) this.#break();
      else if (head.status >= 200) this.#onFinalHead(head, end);
      else if (end) this.#break();
      else this.#handler.onInformational(head);
    }
  }

  #onFinalHead(head: ResponseHead, end: boolean): void {
    this.#headReceived = true;
    const isUpgraded = this.#isUpgrade && head.status === 200;
    const isTunnel = isUpgraded || (this.#isConnect && head.status < 300);
    const isEmpty = this.#isHead || head.status === 204 || head.status === 304;
    if (!isTunnel) this.#contentLength = new ContentLength(isEmpty ? '0' : head.headers.get('content-length'));
    if (end && this.#contentLength?.allows(0, true) === false) {
      this.#break();
      return;
    }
    // RFC 8441 section 5: the 101 of HTTP/1.
    if (isUpgraded) head.status = 101;
    if (end) this.incoming.markEnded();
    this.#handler.onHead(head, end);
    if (end) this.#session.settle(this);
  }

  #onTrailers(decoder: HpackDecoder, end: boolean): void {
    const trailers = end ? readTrailers(decoder.fields) : undefined;
    const isWhole = this.#contentLength?.allows(this.incoming.received, true) !== false;
    if (trailers === undefined || !isWhole) this.#break();
    else {
      this.incoming.takeTrailers(trailers);
      this.#session.settle(this);
    }
  }

  onContent(chunk: Buffer, end: boolean): void {
    const isAllowed = this.#contentLength?.allows(this.incoming.received + chunk.length, end) !== false;
    if (!this.#headReceived || !isAllowed) this.#break();
    else {
      this.incoming.take(chunk, end);
      if (end) this.#session.settle(this);
    }
  }

  onBody(chunk: Buffer, end: boolean): void {
    if (!this.#detached) this.#handler.onData(chunk, end);
  }

  onBodyTrailers(trailers: Headers): void {
    if (!this.#detached) this.#handler.onTrailers(trailers);
  }

  pause(): void {
    this.incoming.pause();
  }

  resume(): void {
    this.incoming.resume();
  }

  // ---- Ends that are not in order.

  reset(reason: ResetReason): void {
    if (this.#detached) return;
    this.#detached = true;
    this.incoming.drop();
    if (this.id === 0) this.#owner.onUnopened(this);
    // A response that was received to its end needs no more of the request; that is not an error (RFC 9113 section 8.1).
    else this.#session.resetStream(this, this.incoming.ended ? ErrorCode.noError : upstreamResetCode(reason));
  }

  /** The connection is gone before the request was sent on it. */
  abandon(reason: ResetReason): void {
    if (this.id === 0) this.#fail(reason);
  }

  /** The server has said that it does not serve this stream; it is no more in the session. */
  refuse(): void {
    this.#abort('remote-refused-stream');
  }

  onPeerReset(code: number): void {
    this.#abort(upstreamResetReason(code));
  }

  onBroken(): void {
    this.#abort('protocol-error');
  }

  onConnectionEnd(isProtocolError: boolean): void {
    this.#abort(isProtocolError ? 'protocol-error' : 'connection-termination');
  }

  #break(): void {
    this.#session.breakStream(this, ErrorCode.protocolError);
  }

  #fail(reason: ResetReason): void {
    if (this.#detached) return;
    this.#owner.onUnopened(this);
    this.#abort(reason);
  }

  #abort(reason: ResetReason): void {
    // A response that is whole needs no stream any more, though some of it may wait for its reader.
    if (this.#detached || this.incoming.ended) return;
    this.#detached = true;
    this.incoming.drop();
    this.#handler.onReset(reason, '');
  }
}
