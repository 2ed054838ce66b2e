// HTTP/2 to clients: what all connections of one listener's filter chain share.
import type { Socket } from 'node:net';
import type { DownstreamConnection, ServerCodec, ServerConnectionHandler } from '../../http/stream.ts';
import { limits } from '../../limits.ts';
import type { TimerWheel } from '../../timer-wheel.ts';
import { CodecIo } from '../codec-io.ts';
import { SettingId } from './frame-format.ts';
import { FIELD_OVERHEAD_BYTES } from './hpack/hpack-field.ts';
import { Http2Io } from './http2-io.ts';
import { PSEUDO_HEADERS } from './request-head.ts';
import { Http2ServerConnection, type Http2ServerContext } from './server-connection.ts';

export interface Http2ServerOptions {
  readonly wheel: TimerWheel;
  /** One for all servers and clients of an engine. */
  readonly io?: Http2Io;
  /** Envoy's http2_protocol_options. */
  readonly maxConcurrentStreams?: number;
  readonly initialStreamWindowBytes?: number;
  readonly initialConnectionWindowBytes?: number;
  readonly requestHeadBytes?: number;
  readonly requestHeaders?: number;
  readonly idleMs?: number;
  /** How long a new connection may take to send its preface, and a request to send its head. */
  readonly requestHeadMs?: number;
  readonly bodyStallMs?: number;
  readonly writeStallMs?: number;
}

/** Makes a codec of each accepted connection that speaks HTTP/2, by ALPN or prior knowledge. */
export class Http2Server {
  readonly #context: Http2ServerContext;

  constructor(options: Http2ServerOptions) {
    const headLimits = {
      bytes: options.requestHeadBytes ?? limits.requestHeadBytes.value,
      fields: options.requestHeaders ?? limits.requestHeaders.value,
    };
    const fields = headLimits.fields + PSEUDO_HEADERS;
    const maxConcurrentStreams = options.maxConcurrentStreams ?? limits.http2Streams.value;
    this.#context = {
      wheel: options.wheel,
      io: options.io ?? new Http2Io(new CodecIo()),
      where: 'downstream HTTP/2 connection',
      headLimits,
      fieldLimits: { bytes: headLimits.bytes, fields },
      maxConcurrentStreams,
      settings: [
        [SettingId.maxConcurrentStreams, maxConcurrentStreams],
        [SettingId.maxHeaderListSize, headLimits.bytes + fields * FIELD_OVERHEAD_BYTES],
        [SettingId.enableConnectProtocol, 1],
      ],
      streamWindowBytes: options.initialStreamWindowBytes ?? limits.http2StreamWindowBytes.value,
      connectionWindowBytes: options.initialConnectionWindowBytes ?? limits.http2ConnectionWindowBytes.value,
      idleMs: options.idleMs ?? limits.connectionIdleMs.value,
      headMs: options.requestHeadMs ?? limits.requestHeadMs.value,
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
    const codec = new Http2ServerConnection(this.#context, socket, connection, handler);
    if (received !== undefined && received.length > 0) codec.receive(received);
    return codec;
  }
}
