import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { CircuitBreaker } from '../../../../src/engine/cluster/circuit-breaker.ts';
import { Http2Pool } from '../../../../src/engine/cluster/http2-pool.ts';
import { Headers } from '../../../../src/engine/http/headers.ts';
import type {
  ClientStream,
  ClientStreamHandler,
  PoolCallbacks,
  ResponseHead,
} from '../../../../src/engine/http/stream.ts';
import { clusterStats } from '../../../../src/engine/stats/layouts.ts';
import { StatScope } from '../../../../src/engine/stats/stat-scope.ts';
import { TimerWheel } from '../../../../src/engine/timer-wheel.ts';
import { endHeaders, endStream, FrameType, fields, frame } from '../../../support/http2-frames.ts';

/** A request with what came of it, in order. */
class Exchange implements ClientStreamHandler, PoolCallbacks {
  readonly events: string[] = [];
  stream: ClientStream | undefined;
  readonly #method: string;
  readonly #pausesAtHead: boolean;
  #waiting: (() => void)[] = [];

  constructor(method = 'GET', pausesAtHead = false) {
    this.#method = method;
    this.#pausesAtHead = pausesAtHead;
  }

  onReady(stream: ClientStream): void {
    this.stream = stream;
    const head = { method: this.#method, scheme: 'http', authority: 'a.example', path: '/', upgrade: undefined };
    stream.sendHead({ ...head, headers: new Headers() }, true);
  }
  onFailure(reason: string): void {
    this.#tell(`failure ${reason}`);
  }
  onInformational({ status }: ResponseHead): void {
    this.#tell(`informational ${status}`);
  }
  onHead({ status }: ResponseHead, end: boolean): void {
    if (this.#pausesAtHead) this.stream?.pause();
    this.#tell(`head ${status} ${end}`);
  }
  onData(chunk: Buffer, end: boolean): void {
    this.#tell(`data ${chunk} ${end}`);
  }
  onTrailers({ flat }: Headers): void {
    this.#tell(`trailers ${flat}`);
  }
  onReset(reason: string): void {
    this.#tell(`reset ${reason}`);
  }
  onWritable(): void {}

  async count(events: number): Promise<readonly string[]> {
    while (this.events.length < events) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.events;
  }

  #tell(event: string): void {
    this.events.push(event);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

const settings = frame(FrameType.settings, 0, 0);
const head = (stream: number, list: readonly (readonly [string, string])[], flags = 0) =>
  frame(FrameType.headers, endHeaders | flags, stream, fields(...list));
const ok = [':status', '200'] as const;
const data = (stream: number, text: string, flags = 0) => frame(FrameType.data, flags, stream, Buffer.from(text));
const goaway = (last: number) => frame(FrameType.goaway, 0, 0, Buffer.from([0, 0, 0, last, 0, 0, 0, 0]));
const reset = (stream: number, code: number) => frame(FrameType.resetStream, 0, stream, Buffer.from([0, 0, 0, code]));

describe('frames of an upstream', () => {
  let server: net.Server;
  let pool: Http2Pool;
  const sockets: net.Socket[] = [];
  const received: Buffer[] = [];

  /** An upstream that says this, whatever it hears. */
  async function start(...frames: readonly Uint8Array[]): Promise<void> {
    server = net.createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => {}).on('data', (chunk) => received.push(chunk));
      socket.once('data', () => socket.write(Buffer.concat(frames)));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as net.AddressInfo;
    pool = new Http2Pool({
      connect: () => net.connect(port, '127.0.0.1'),
      wheel: new TimerWheel(),
      circuitBreaker: new CircuitBreaker(),
      stats: new StatScope('cluster.test', clusterStats),
    });
  }

  function send(exchange = new Exchange()): Exchange {
    pool.newStream(exchange, exchange);
    return exchange;
  }

  afterEach(() => {
    pool.drain();
    for (const socket of sockets.splice(0)) socket.destroy();
    received.length = 0;
    server.close();
  });

  const answers: Record<string, [readonly Uint8Array[], readonly string[]]> = {
    'a head, content and trailers': [
      [head(1, [[':status', '103']]), head(1, [ok]), data(1, 'ab'), head(1, [['x-sum', '2']], endStream)],
      ['informational 103', 'head 200 false', 'data ab false', 'trailers x-sum,2'],
    ],
    'a head alone': [[head(1, [[':status', '204']], endStream)], ['head 204 true']],
    'no :status': [[head(1, [['a', 'b']])], ['reset protocol-error']],
    'two :status': [[head(1, [ok, ok])], ['reset protocol-error']],
    'a :status that is no number': [[head(1, [[':status', '2xx']])], ['reset protocol-error']],
    'a name in upper case': [[head(1, [ok, ['X-A', 'b']])], ['reset protocol-error']],
    'a connection-specific field': [[head(1, [ok, ['connection', 'close']])], ['reset protocol-error']],
    '101': [[head(1, [[':status', '101']])], ['reset protocol-error']],
    'an informational head that ends': [[head(1, [[':status', '103']], endStream)], ['reset protocol-error']],
    'content before the head': [[data(1, 'x')], ['reset protocol-error']],
    'less content than content-length': [
      [head(1, [ok, ['content-length', '3']]), data(1, 'x', endStream)],
      ['head 200 false', 'reset protocol-error'],
    ],
    'more content than content-length': [
      [head(1, [ok, ['content-length', '1']]), data(1, 'xy')],
      ['head 200 false', 'reset protocol-error'],
    ],
    'content of 204': [
      [head(1, [[':status', '204']]), data(1, 'x')],
      ['head 204 false', 'reset protocol-error'],
    ],
    'trailers that do not end': [
      [head(1, [ok]), head(1, [['a', 'b']])],
      ['head 200 false', 'reset protocol-error'],
    ],
    'more fields than we take': [
      [head(1, [ok, ...Array.from({ length: 101 }, (_, i) => [`x-${i}`, ''] as const)])],
      ['reset protocol-error'],
    ],
    REFUSED_STREAM: [[reset(1, 7)], ['reset remote-refused-stream']],
    PROTOCOL_ERROR: [[reset(1, 1)], ['reset protocol-error']],
    CANCEL: [[reset(1, 8)], ['reset remote-reset']],
    'GOAWAY below the stream': [[goaway(0)], ['reset remote-refused-stream']],
    'GOAWAY at the stream, and the answer': [
      [goaway(1), head(1, [ok]), data(1, 'x', endStream)],
      ['head 200 false', 'data x true'],
    ],
    'a frame that breaks the connection': [[frame(FrameType.ping, 0, 1, Buffer.alloc(8))], ['reset protocol-error']],
    'a stream of its own': [[head(2, [ok])], ['reset protocol-error']],
  };
  for (const [name, [frames, events]] of Object.entries(answers)) {
    it(`reads ${name}`, async () => {
      await start(settings, ...frames);
      const exchange = send();
      await exchange.count(events.length);
      assert.deepEqual(exchange.events, events);
      while (pool.activeStreams > 0) await new Promise(setImmediate);
    });
  }

  it('reads content that is empty, of many streams in a row', async () => {
    const ids = Array.from({ length: 40 }, (_, i) => 2 * i + 1);
    const empty = ids.map((id) => data(id, ''));
    const ends = ids.map((id) => head(id, [['x-sum', '0']], endStream));
    await start(settings);
    const exchanges = ids.map(() => send());
    while (exchanges.some(({ stream }) => stream === undefined)) await new Promise(setImmediate);
    while (received.length === 0) await new Promise(setImmediate);
    sockets[0]?.write(Buffer.concat([...ids.map((id) => head(id, [ok])), ...empty, ...ends]));
    for (const exchange of exchanges) {
      assert.deepEqual(await exchange.count(2), ['head 200 false', 'trailers x-sum,0']);
    }
  });

  it('takes a content-length without content for an answer to HEAD', async () => {
    await start(settings, head(1, [ok, ['content-length', '5']], endStream));
    assert.deepEqual(await send(new Exchange('HEAD')).count(1), ['head 200 true']);
  });

  it('hands on what has come when the connection ends before it was read', async () => {
    await start(settings, head(1, [ok]), data(1, 'ab'), data(1, 'cd', endStream));
    const exchange = send(new Exchange('GET', true));
    await exchange.count(1);
    while (pool.activeStreams > 0) await new Promise(setImmediate);
    sockets[0]?.destroy();
    while (pool.connections > 0) await new Promise(setImmediate);
    exchange.stream?.resume();
    assert.deepEqual(exchange.events, ['head 200 false', 'data ab false', 'data cd true']);
  });

  it('ignores what comes on a stream that it has cancelled', async () => {
    await start(settings);
    const first = send();
    while (received.length === 0 || first.stream === undefined) await new Promise(setImmediate);
    first.stream.reset('local-reset');
    const second = send();
    sockets[0]?.write(Buffer.concat([head(1, [ok]), data(1, 'x', endStream), head(3, [ok], endStream)]));
    assert.deepEqual(await second.count(1), ['head 200 true']);
    assert.deepEqual([first.events, pool.connections], [[], 1]);
  });

  it('begins no more than a hundred requests before the server has said how many it takes', async () => {
    await start();
    const exchanges = Array.from({ length: 150 }, () => send());
    const begun = () => exchanges.filter(({ stream }) => stream !== undefined).length;
    while (begun() === 0) await new Promise(setImmediate);
    assert.equal(begun(), 100);
    sockets[0]?.write(frame(FrameType.settings, 0, 0, Buffer.from([0, 3, 0, 0, 0, 120])));
    while (begun() < 120) await new Promise(setImmediate);
    assert.equal(begun(), 120);
  });
});
