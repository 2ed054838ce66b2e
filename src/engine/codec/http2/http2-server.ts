// HTTP/2 to clients: what all connections of one listener's filter chain share.
import type { Socket } from 'node:net';
import type { DownstreamConnection, ServerCodec, ServerConnectionHandler } from '../../http/stream.ts';
import { limits } from '../../limits.ts';
import type { TimerWheel } from '../../timer-wheel.ts';
import { Http2ServerConnection, type Http2ServerContext } from './server-connection.ts';

/** What RFC 9113 section 6.5.2 counts for a field beside its name and value. */
const FIELD_OVERHEAD_BYTES = 32;
/** Pseudo-headers, and cookies that arrive in crumbs, count as fields on the wire but not in the message. */
const SPARE_FIELDS = 28;

export interface Http2ServerOptions {
  readonly wheel: TimerWheel;
  /** Envoy's http2_protocol_options. */
  readonly maxConcurrentStreams?: number;
  readonly initialStreamWindowBytes?: number;
  readonly initialConnectionWindowBytes?: number;
  readonly requestHeadBytes?: number;
  readonly requestHeaders?: number;
  readonly idleMs?: number;
  /** How long a new connection may take to send its preface. */
  readonly prefaceMs?: number;
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
    const fields = headLimits.fields + SPARE_FIELDS;
    this.#context = {
      wheel: options.wheel,
      headLimits,
      session: {
        maxHeaderListPairs: fields,
        maxSessionInvalidFrames: limits.http2InvalidFrames.value,
        maxSessionRejectedStreams: limits.http2InvalidFrames.value,
        settings: {
          maxConcurrentStreams: options.maxConcurrentStreams ?? limits.http2Streams.value,
          initialWindowSize: options.initialStreamWindowBytes ?? limits.http2StreamWindowBytes.value,
          maxHeaderListSize: headLimits.bytes + fields * FIELD_OVERHEAD_BYTES,
          enableConnectProtocol: true,
        },
      },
      connectionWindowBytes: options.initialConnectionWindowBytes ?? limits.http2ConnectionWindowBytes.value,
      idleMs: options.idleMs ?? limits.connectionIdleMs.value,
      prefaceMs: options.prefaceMs ?? limits.requestHeadMs.value,
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
    if (received !== undefined && received.length > 0) socket.unshift(received);
    return new Http2ServerConnection(this.#context, socket, connection, handler);
  }
}
