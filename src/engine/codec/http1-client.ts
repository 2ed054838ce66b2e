// HTTP/1.1 to upstreams: what all upstream connections share.
import type { Socket } from 'node:net';
import { limits } from '../limits.ts';
import type { TimerWheel } from '../timer-wheel.ts';
import { FieldScanner } from './field-scanner.ts';
import { Http1ClientConnection, type Http1ClientContext, type Http1ClientOwner } from './http1-client-connection.ts';
import { ResponseHeadReader } from './response-head-reader.ts';

/** Makes a codec of each connected upstream socket. */
export class Http1Client {
  readonly #context: Http1ClientContext;

  constructor(options: { readonly wheel: TimerWheel }) {
    const fieldLimits = { bytes: limits.responseHeadBytes.value, fields: limits.responseHeaders.value };
    this.#context = {
      wheel: options.wheel,
      headReader: new ResponseHeadReader(fieldLimits),
      trailerFields: new FieldScanner(fieldLimits),
    };
  }

  attach(socket: Socket, idleMs: number, owner: Http1ClientOwner): Http1ClientConnection {
    return new Http1ClientConnection(this.#context, socket, idleMs, owner);
  }
}
