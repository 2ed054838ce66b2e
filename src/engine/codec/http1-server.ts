// HTTP/1.x to clients: what all connections of one listener's filter chain share.
import type { Socket } from 'node:net';
import type { DownstreamConnection, ServerCodec, ServerConnectionHandler } from '../http/stream.ts';
import { limits } from '../limits.ts';
import type { TimerWheel } from '../timer-wheel.ts';
import { CodecIo } from './codec-io.ts';
import { FieldScanner } from './field-scanner.ts';
import { HeadText } from './head-text.ts';
import { Http1ServerConnection, type Http1ServerContext } from './http1-server-connection.ts';
import { RequestHeadReader } from './request-head-reader.ts';

export interface Http1ServerOptions {
  readonly wheel: TimerWheel;
  /** One for all servers and clients of an engine. */
  readonly io?: CodecIo;
  /** Envoy's http_protocol_options.accept_http_10; without it HTTP/1.0 gets 426. */
  readonly acceptHttp10?: boolean;
  readonly requestHeadBytes?: number;
  readonly requestHeaders?: number;
  readonly idleMs?: number;
  readonly requestHeadMs?: number;
  readonly bodyStallMs?: number;
  readonly writeStallMs?: number;
}

/** Makes a codec of each accepted connection that speaks HTTP/1.x. */
export class Http1Server {
  readonly #context: Http1ServerContext;

  constructor(options: Http1ServerOptions) {
    const io = options.io ?? new CodecIo();
    const fieldLimits = {
      bytes: options.requestHeadBytes ?? limits.requestHeadBytes.value,
      fields: options.requestHeaders ?? limits.requestHeaders.value,
    };
    this.#context = {
      wheel: options.wheel,
      io,
      headReader: new RequestHeadReader(fieldLimits, io.names),
      trailerFields: new FieldScanner(fieldLimits, io.names),
      headText: new HeadText(),
      acceptHttp10: options.acceptHttp10 ?? false,
      idleMs: options.idleMs ?? limits.connectionIdleMs.value,
      requestHeadMs: options.requestHeadMs ?? limits.requestHeadMs.value,
      bodyStallMs: options.bodyStallMs ?? limits.bodyStallMs.value,
      writeStallMs: options.writeStallMs ?? limits.writeStallMs.value,
    };
  }

  /** Serves a plain or TLS socket. `received` are bytes that were read from it before, to tell the protocol. */
  serve(
    socket: Socket,
    connection: DownstreamConnection,
    handler: ServerConnectionHandler,
    received?: Buffer,
  ): ServerCodec {
    const codec = new Http1ServerConnection(this.#context, socket, connection, handler);
    if (received !== undefined && received.length > 0) codec.receive(received);
    return codec;
  }
}
