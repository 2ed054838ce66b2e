import type { Headers } from '../http/headers.ts';
import type {
  DownstreamConnection,
  Protocol,
  ResetReason,
  ResponseHead,
  ServerStream,
  ServerStreamHandler,
} from '../http/stream.ts';
import type { Http1ServerConnection } from './http1-server-connection.ts';

/** One request on an HTTP/1 connection. Calls after its end find another stream, or none, current and do nothing. */
export class Http1ServerStream implements ServerStream {
  readonly protocol: Protocol;
  readonly connection: DownstreamConnection;
  handler: ServerStreamHandler = UNHANDLED;
  readonly #codec: Http1ServerConnection;

  constructor(codec: Http1ServerConnection, connection: DownstreamConnection, protocol: Protocol) {
    this.#codec = codec;
    this.connection = connection;
    this.protocol = protocol;
  }

  sendInformational(status: number, headers: Headers): void {
    if (this.#codec.current === this) this.#codec.sendInformational(status, headers);
  }

  sendHead(head: ResponseHead, end: boolean): boolean {
    return this.#codec.current === this ? this.#codec.sendHead(head, end) : true;
  }

  sendData(chunk: Uint8Array, end: boolean): boolean {
    return this.#codec.current === this ? this.#codec.sendData(chunk, end) : true;
  }

  sendTrailers(trailers: Headers): void {
    if (this.#codec.current === this) this.#codec.sendTrailers(trailers);
  }

  closeAfterResponse(): void {
    if (this.#codec.current === this) this.#codec.closeAfterResponse();
  }

  reset(_reason: ResetReason): void {
    if (this.#codec.current === this) this.#codec.abandon();
  }

  pause(): void {
    if (this.#codec.current === this) this.#codec.pause();
  }

  resume(): void {
    if (this.#codec.current === this) this.#codec.resume();
  }
}

/** Stands in until the connection manager has set its own. */
const UNHANDLED: ServerStreamHandler = {
  onData() {},
  onTrailers() {},
  onProtocolError() {},
  onReset() {},
  onWritable() {},
};
