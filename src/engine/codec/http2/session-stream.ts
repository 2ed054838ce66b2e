import type { HpackDecoder } from './hpack/hpack-decoder.ts';
import type { IncomingBody } from './incoming-body.ts';
import type { OutgoingBody } from './outgoing-body.ts';

/** A stream as its session knows it. */
export interface SessionStream {
  readonly id: number;
  readonly incoming: IncomingBody;
  readonly outgoing: OutgoingBody;
  /** A header block on the open stream: a response head, or trailers; its fields are the decoder's last ones. */
  onHeaders(decoder: HpackDecoder, end: boolean): void;
  /** Bytes of its content, before they wait for anybody. Throws or resets where they cannot be. */
  onContent(chunk: Buffer, end: boolean): void;
  /** The peer has reset it with this code; it is no more in the session. */
  onPeerReset(code: number): void;
  /** It was reset by us for what the peer did; it is no more in the session. */
  onBroken(): void;
  /** The connection is gone, or about to go because the peer has broken it. */
  onConnectionEnd(isProtocolError: boolean): void;
}
