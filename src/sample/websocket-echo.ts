// A WebSocket that says back what it hears (RFC 6455), for trying upgrades through a gateway: `/websocket/echo`, as in
// the httpbin that Istio's samples run today (mccutchen/go-httpbin).
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const ACCEPT_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const OPCODE = { close: 8, ping: 9, pong: 10 } as const;
const CLOSE = { protocolError: 1002, tooBig: 1009 } as const;
const MAX_FRAME_BYTES = 1024 * 1024;

interface Frame {
  /** FIN and opcode, as they came. */
  readonly first: number;
  readonly opcode: number;
  readonly payload: Buffer;
  /** With its header. */
  readonly length: number;
}

/** Answers an upgrade request; one that is no WebSocket handshake gets 400. */
export function echoWebSocket(request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const key = request.headers['sec-websocket-key'];
  const isHandshake = request.headers.upgrade?.toLowerCase() === 'websocket' && request.method === 'GET';
  if (!isHandshake || key === undefined || request.headers['sec-websocket-version'] !== '13') {
    socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    return;
  }
  const accept = createHash('sha1')
    .update(key + ACCEPT_SUFFIX)
    .digest('base64');
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n\r\n`,
  );
  new Echo(socket).take(head);
}

/** One conversation. */
class Echo {
  readonly #socket: Duplex;
  #waiting: Buffer = Buffer.alloc(0);
  #isOver = false;

  constructor(socket: Duplex) {
    this.#socket = socket;
    // A client that goes without a word takes the socket with it.
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('end', () => socket.end());
  }

  take(chunk: Buffer): void {
    this.#waiting = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk]);
    while (this.#waiting.length > 0 && !this.#isOver) {
      const frame = readFrame(this.#waiting);
      if (frame === 'incomplete') return;
      if (typeof frame === 'number') this.#finish(closePayload(frame));
      else this.#answer(frame);
    }
  }

  #answer({ first, opcode, payload, length }: Frame): void {
    this.#waiting = this.#waiting.subarray(length);
    if (opcode === OPCODE.close) this.#finish(payload);
    else if (opcode === OPCODE.ping) this.#socket.write(frameOf(0x80 | OPCODE.pong, payload));
    else if (opcode !== OPCODE.pong) this.#socket.write(frameOf(first, payload));
  }

  #finish(payload: Buffer): void {
    this.#isOver = true;
    this.#socket.end(frameOf(0x80 | OPCODE.close, payload));
  }
}

/** The first frame of some bytes; a close code where it breaks the protocol. */
function readFrame(bytes: Buffer): Frame | 'incomplete' | number {
  if (bytes.length < 2) return 'incomplete';
  const first = bytes[0] as number;
  const second = bytes[1] as number;
  // No extension was agreed on (RSV), and a client masks what it sends (RFC 6455 section 5.1).
  if ((first & 0x70) !== 0 || (second & 0x80) === 0) return CLOSE.protocolError;
  const size = second & 0x7f;
  const sizeBytes = size === 126 ? 2 : size === 127 ? 8 : 0;
  const start = 2 + sizeBytes + 4;
  if (bytes.length < start) return 'incomplete';
  const length = sizeBytes === 0 ? size : sizeBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (length > MAX_FRAME_BYTES) return CLOSE.tooBig;
  if (bytes.length < start + length) return 'incomplete';
  const mask = bytes.subarray(start - 4, start);
  const payload = Buffer.from(bytes.subarray(start, start + length));
  for (let at = 0; at < length; at++) payload[at] = (payload[at] as number) ^ (mask[at & 3] as number);
  return { first, opcode: first & 0x0f, payload, length: start + length };
}

function frameOf(first: number, payload: Buffer): Buffer {
  const { length } = payload;
  if (length < 126) return Buffer.concat([Buffer.from([first, length]), payload]);
  const header = Buffer.alloc(length < 65_536 ? 4 : 10);
  header[0] = first;
  if (length < 65_536) {
    header[1] = 126;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, payload]);
}

function closePayload(code: number): Buffer {
  const payload = Buffer.alloc(2);
  payload.writeUInt16BE(code);
  return payload;
}
