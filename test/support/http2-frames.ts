// HTTP/2 by hand: what a well-behaved client library refuses to send.
import { once } from 'node:events';
import net from 'node:net';

export const FrameType = {
  data: 0,
  headers: 1,
  resetStream: 3,
  settings: 4,
  ping: 6,
  goaway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;

export const endStream = 1;
export const endHeaders = 4;
const ack = 1;

export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly payload: Buffer;
}

export function frame(type: number, flags: number, stream: number, payload: Uint8Array = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

export const preface = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  frame(FrameType.settings, 0, 0),
]);

/** A length in HPACK's prefix of seven bits (RFC 7541 section 5.1). */
function lengthOf(text: string): Buffer {
  let rest = Buffer.byteLength(text, 'latin1');
  if (rest < 127) return Buffer.from([rest]);
  const bytes = [127];
  for (rest -= 127; rest >= 128; rest >>= 7) bytes.push((rest & 127) | 128);
  return Buffer.from([...bytes, rest]);
}

/** Header fields as literals without indexing. */
export function fields(...list: readonly (readonly [string, string])[]): Buffer {
  return Buffer.concat(
    list.flatMap(([name, value]) => [
      Buffer.from([0]),
      lengthOf(name),
      Buffer.from(name, 'latin1'),
      lengthOf(value),
      Buffer.from(value, 'latin1'),
    ]),
  );
}

export const getFields: readonly (readonly [string, string])[] = [
  [':method', 'GET'],
  [':scheme', 'http'],
  [':authority', 'example.com'],
  [':path', '/'],
];

export function request(
  stream: number,
  list: readonly (readonly [string, string])[] = getFields,
  flags = endStream,
): Buffer {
  return frame(FrameType.headers, endHeaders | flags, stream, fields(...list));
}

/** A bare connection that collects the frames of the other side, and acknowledges settings and pings. */
export class FrameClient {
  readonly frames: Frame[] = [];
  readonly socket: net.Socket;
  readonly closed: Promise<void>;
  answersPings = true;
  #buffer: Buffer = Buffer.alloc(0);
  #waiting: (() => void)[] = [];

  constructor(port: number) {
    this.socket = net.connect(port, '127.0.0.1');
    this.socket.on('error', () => {});
    this.socket.on('data', (chunk: Buffer) => this.#take(chunk));
    this.closed = new Promise((resolve) => this.socket.once('close', () => resolve()));
  }

  async send(...frames: readonly Uint8Array[]): Promise<void> {
    if (this.socket.connecting) await once(this.socket, 'connect');
    this.socket.write(Buffer.concat(frames));
  }

  /** The first frame that fits, now or later; undefined where the connection closes without one. */
  async find(fits: (frame: Frame) => boolean): Promise<Frame | undefined> {
    for (;;) {
      const found = this.frames.find(fits);
      if (found !== undefined || this.socket.destroyed) return found;
      await Promise.race([new Promise<void>((resolve) => this.#waiting.push(resolve)), this.closed]);
    }
  }

  /** The code of the RST_STREAM or GOAWAY that ends a stream, or undefined. */
  async resetCode(stream: number): Promise<number | undefined> {
    const found = await this.find(
      ({ type, stream: id }) => (type === FrameType.resetStream && id === stream) || type === FrameType.goaway,
    );
    return found?.payload.readUInt32BE(found.type === FrameType.goaway ? 4 : 0);
  }

  #take(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    while (this.#buffer.length >= 9) {
      const length = this.#buffer.readUIntBE(0, 3);
      if (this.#buffer.length < 9 + length) break;
      const [type, flags] = [this.#buffer[3] as number, this.#buffer[4] as number];
      const payload = this.#buffer.subarray(9, 9 + length);
      this.frames.push({ type, flags, stream: this.#buffer.readUInt32BE(5), payload });
      this.#buffer = this.#buffer.subarray(9 + length);
      const isAsked = type === FrameType.settings || (type === FrameType.ping && this.answersPings);
      if (isAsked && (flags & ack) === 0) {
        this.socket.write(frame(type, ack, 0, type === FrameType.ping ? payload : undefined));
      }
    }
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
