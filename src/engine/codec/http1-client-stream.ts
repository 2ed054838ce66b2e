import type { Headers } from '../http/headers.ts';
import type { ClientStream, ClientStreamHandler, Protocol, RequestHead, ResetReason } from '../http/stream.ts';
import type { Http1ClientConnection } from './http1-client-connection.ts';

/** One request on an upstream HTTP/1.1 connection. Calls after its end find another stream, or none, current. */
export class Http1ClientStream implements ClientStream {
  readonly handler: ClientStreamHandler;
  readonly protocol: Protocol = 'HTTP/1.1';
  readonly #codec: Http1ClientConnection;

  constructor(codec: Http1ClientConnection, handler: ClientStreamHandler) {
    this.#codec = codec;
    this.handler = handler;
  }

  get upstreamAddress(): string {
    return this.#codec.address;
  }

  get localAddress(): string {
    return this.#codec.localAddress;
  }

  sendHead(head: RequestHead, end: boolean): boolean {
    return this.#codec.current === this ? this.#codec.sendHead(head, end) : true;
  }

  sendData(chunk: Uint8Array, end: boolean): boolean {
    return this.#codec.current === this ? this.#codec.sendData(chunk, end) : true;
  }

  sendTrailers(trailers: Headers): void {
    if (this.#codec.current === this) this.#codec.sendTrailers(trailers);
  }

  reset(_reason: ResetReason): void {
    if (this.#codec.current === this) this.#codec.close();
  }

  pause(): void {
    if (this.#codec.current === this) this.#codec.pause();
  }

  resume(): void {
    if (this.#codec.current === this) this.#codec.resume();
  }
}
