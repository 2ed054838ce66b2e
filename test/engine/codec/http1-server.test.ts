import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Http1Server, type Http1ServerOptions } from '../../../src/engine/codec/http1-server.ts';
import { Headers } from '../../../src/engine/http/headers.ts';
import type { ServerCodec, ServerStream } from '../../../src/engine/http/stream.ts';
import { TimerWheel } from '../../../src/engine/timer-wheel.ts';
import { CONNECTION, respond, ScriptedHandler } from '../../support/scripted-handler.ts';
import { settled, WireSocket } from '../../support/wire-socket.ts';

const HOUR = 60 * 60 * 1000;

interface Served {
  readonly wire: WireSocket;
  readonly handler: ScriptedHandler;
  readonly codec: ServerCodec;
  /** Moves the clock on. */
  pass(ms: number): Promise<void>;
}

function serve(options: Partial<Http1ServerOptions> = {}): Served {
  let now = 0;
  const wheel = new TimerWheel({ clock: () => now });
  const wire = new WireSocket();
  const handler = new ScriptedHandler();
  const codec = new Http1Server({ wheel, ...options }).serve(wire.socket, CONNECTION, handler);
  const pass = async (ms: number) => {
    for (const end = now + ms; now < end; ) {
      now = Math.min(now + 500, end);
      wheel.advance();
      await settled();
    }
  };
  return { wire, handler, codec, pass };
}

const GET = 'GET / HTTP/1.1\r\nHost: h\r\n\r\n';
const POST = 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n';
const CHUNKED = 'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n';
const UPGRADE = 'GET /ws HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n';

describe('an HTTP/1 server connection', () => {
  describe('reads', () => {
    it('one request after the other on a kept connection', async () => {
      const { wire, handler } = serve();
      handler.answer = (stream) => respond(stream, 200);
      for (let i = 0; i < 3; i++) {
        wire.receive(GET);
        assert.equal(await wire.sent(), OK);
      }
      assert.equal(handler.streams.length, 3);
      assert.equal(wire.writableEnded, false);
    });

    it('a request sent ahead only when the one before is answered', async () => {
      const { wire, handler } = serve();
      wire.receive(`${GET}${POST}hello${GET.replace('/', '/third')}`);
      await settled();
      assert.deepEqual(handler.events, ['request GET / end']);
      respond(handler.last, 200, 'a');
      assert.deepEqual(handler.events.splice(0), ['request GET / end', 'request POST /', 'data hello', 'end']);
      respond(handler.last, 200, 'b');
      assert.deepEqual(handler.events, ['request GET /third end']);
      respond(handler.last, 200, 'c');
      const bodies = (await wire.sent()).split('\r\n').filter((line) => line.length > 0 && !line.includes(':'));
      assert.deepEqual(bodies, ['HTTP/1.1 200 OK', 'aHTTP/1.1 200 OK', 'bHTTP/1.1 200 OK', 'c']);
    });

    it('a body with its end in one piece', async () => {
      const { wire, handler } = serve();
      wire.receive(`${CHUNKED}5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n`);
      await settled();
      assert.deepEqual(handler.events, ['request POST /', 'data hello world', 'end']);
    });

    it('trailers', async () => {
      const { wire, handler } = serve();
      wire.receive(`${CHUNKED}5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n`);
      await settled();
      assert.deepEqual(handler.events, ['request POST /', 'data hello', 'trailers x-sum 1']);
    });

    it('over empty lines before a request', async () => {
      const { wire, handler } = serve();
      handler.answer = (stream) => respond(stream, 200);
      wire.receive(`\r\n\r\n${GET}\r\n${GET}`);
      assert.equal(await wire.sent(), OK + OK);
    });

    it('bytes that were read before it was there', () => {
      const wire = new WireSocket();
      const handler = new ScriptedHandler();
      new Http1Server({ wheel: new TimerWheel() }).serve(wire.socket, CONNECTION, handler, Buffer.from(GET)).close();
      assert.deepEqual(handler.events, ['request GET / end', 'reset connection-termination']);
    });

    it('no body while its consumer has it paused, and the socket no further', async () => {
      const { wire, handler } = serve();
      handler.answer = (stream) => stream.pause();
      wire.receive(`${POST}hel`);
      await settled();
      assert.deepEqual(handler.events, ['request POST /']);
      assert.equal(wire.isPaused(), true);
      wire.receive('lo');
      await settled();
      assert.deepEqual(handler.events, ['request POST /']);
      handler.last.resume();
      await settled();
      assert.deepEqual(handler.events, ['request POST /', 'data hel', 'data lo', 'end']);
      assert.equal(wire.isPaused(), false);
    });

    it('no more than a bound of requests sent ahead', async () => {
      const { wire, handler } = serve();
      wire.receive(GET + GET.repeat(5000));
      await settled();
      assert.equal(wire.isPaused(), true);
      handler.answer = (stream) => respond(stream, 200);
      respond(handler.last, 200);
      assert.equal(wire.isPaused(), false);
      assert.equal((await wire.sent()).length, 5001 * OK.length);
    });

    it('the same out of a conversation wherever it is cut', () => {
      const text = `${GET}${POST}hello${CHUNKED}5;a=b\r\nhello\r\n1\r\n!\r\n0\r\nA: b\r\n\r\n${GET}${UPGRADE}raw\0bytes`;
      const play = (pieces: readonly string[]) => {
        const { handler, codec } = serve();
        const receive = (codec as unknown as { receive(chunk: Buffer): void }).receive.bind(codec);
        handler.answer = (stream, { upgrade }, end) => {
          if (upgrade !== undefined) stream.sendHead({ status: 101, headers: new Headers() }, false);
          else if (end) respond(stream, 200);
        };
        handler.onData = (stream, _chunk, end) => end && respond(stream, 200);
        const adopt = handler.onRequest.bind(handler);
        handler.onRequest = (stream, head, end) => {
          adopt(stream, head, end);
          stream.handler.onTrailers = ({ flat }) => {
            handler.events.push(`trailers ${flat}`);
            respond(stream, 200);
          };
        };
        for (const piece of pieces) receive(Buffer.from(piece, 'latin1'));
        return handler.events.join('|').replace(/\|data /g, '');
      };
      const whole = play([text]);
      assert.match(whole, /GET \/ end.*POST \/.*hello\|end.*hello!\|trailers a,b.*GET \/ end.*GET \/wsraw\0bytes$/);
      for (let cut = 1; cut < text.length; cut++)
        assert.equal(play([text.slice(0, cut), text.slice(cut)]), whole, `cut at ${cut}`);
      assert.equal(play([...text]), whole);
      const property = fc.property(
        fc.array(fc.integer({ min: 1, max: text.length - 1 }), { maxLength: 20 }),
        (cuts) => {
          const places = [...new Set(cuts)].sort((a, b) => a - b);
          assert.equal(play([0, ...places].map((from, i) => text.slice(from, places[i] ?? text.length))), whole);
        },
      );
      fc.assert(property, { seed: 7, numRuns: 200 });
    });
  });

  describe('writes', () => {
    type Answer = (stream: ServerStream) => void;
    const head =
      (status: number, flat: string[], end: boolean): Answer =>
      (stream) =>
        stream.sendHead({ status, headers: new Headers(flat) }, end);
    const data =
      (text: string, end: boolean): Answer =>
      (stream) =>
        stream.sendData(Buffer.from(text), end);
    const table: [string, string, Answer[], string][] = [
      ['an empty response', GET, [head(200, ['a', 'b'], true)], 'HTTP/1.1 200 OK\r\na: b\r\ncontent-length: 0\r\n\r\n'],
      [
        'a length',
        GET,
        [head(200, ['content-length', '2'], false), data('ab', true)],
        'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab',
      ],
      [
        'a length whose end comes alone',
        GET,
        [head(200, ['content-length', '2'], false), data('ab', false), data('', true)],
        'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab',
      ],
      [
        'chunks',
        GET,
        [head(200, [], false), data('ab', false), data('c'.repeat(17), true)],
        `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n11\r\n${'c'.repeat(17)}\r\n0\r\n\r\n`,
      ],
      [
        'chunks whose end comes alone',
        GET,
        [head(200, [], false), data('', false), data('ab', false), data('', true)],
        'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n',
      ],
      [
        'trailers',
        GET,
        [head(200, [], false), data('a', false), (stream) => stream.sendTrailers(new Headers(['x', 'y']))],
        'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\nx: y\r\n\r\n',
      ],
      [
        'no trailers after a length',
        GET,
        [
          head(200, ['content-length', '1'], false),
          data('a', false),
          (stream) => stream.sendTrailers(new Headers(['x', 'y'])),
        ],
        'HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\na',
      ],
      ['204', GET, [head(204, ['content-length', '0'], true)], 'HTTP/1.1 204 No Content\r\n\r\n'],
      [
        '304 with the length it would have',
        GET,
        [head(304, ['content-length', '9'], true)],
        'HTTP/1.1 304 Not Modified\r\ncontent-length: 9\r\n\r\n',
      ],
      ['304 without one', GET, [head(304, [], true)], 'HTTP/1.1 304 Not Modified\r\n\r\n'],
      ['a status that nobody knows', GET, [head(799, [], true)], 'HTTP/1.1 799 Unknown\r\ncontent-length: 0\r\n\r\n'],
      [
        'a HEAD answer with its length',
        GET.replace('GET', 'HEAD'),
        [head(200, ['content-length', '9'], true)],
        'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n',
      ],
      [
        'a HEAD answer without a length',
        GET.replace('GET', 'HEAD'),
        [head(200, [], true)],
        'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n',
      ],
      [
        'no body to HEAD',
        GET.replace('GET', 'HEAD'),
        [head(200, ['content-length', '2'], false), data('ab', true)],
        'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n',
      ],
      [
        'informational heads first',
        GET,
        [(stream) => stream.sendInformational(103, new Headers(['link', 'x'])), head(200, [], true)],
        'HTTP/1.1 103 Unknown\r\nlink: x\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
      ],
      [
        'nothing informational to HTTP/1.0',
        'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n',
        [(stream) => stream.sendInformational(100, new Headers()), head(200, ['content-length', '0'], true)],
        'HTTP/1.0 200 OK\r\ncontent-length: 0\r\nconnection: keep-alive\r\n\r\n',
      ],
      [
        'to HTTP/1.0 until the end',
        'GET / HTTP/1.0\r\n\r\n',
        [head(200, [], false), data('ab', true)],
        'HTTP/1.0 200 OK\r\nconnection: close\r\n\r\nab',
      ],
      [
        'to a kept HTTP/1.0 without a length',
        'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n',
        [head(200, [], false), data('ab', true)],
        'HTTP/1.0 200 OK\r\nconnection: close\r\n\r\nab',
      ],
      [
        'to a client that closes',
        'GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n',
        [head(200, [], true)],
        'HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
      ],
      [
        'when asked to close',
        GET,
        [(stream) => stream.closeAfterResponse(), head(200, [], true)],
        'HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
      ],
      [
        'before the request is complete',
        POST,
        [head(413, [], true)],
        'HTTP/1.1 413 Payload Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
      ],
    ];
    for (const [name, request, answers, expected] of table) {
      it(name, async () => {
        const { wire, handler } = serve({ acceptHttp10: true });
        wire.receive(request);
        await settled();
        for (const answer of answers) answer(handler.last);
        assert.equal(await wire.sent(), expected);
        assert.equal(wire.writableEnded, expected.includes('connection: close'));
      });
    }

    it('a head and a small body of one tick at once', async () => {
      const { wire, handler } = serve();
      handler.answer = (stream) => respond(stream, 200, 'x'.repeat(1000));
      wire.receive(GET);
      await wire.sent();
      assert.equal(wire.writes, 1);
    });

    it('a head whose body does not come at the end of the tick', async () => {
      const { wire, handler } = serve();
      handler.answer = (stream) => stream.sendHead({ status: 200, headers: new Headers() }, false);
      wire.receive(GET);
      assert.match(await wire.sent(), /^HTTP\/1\.1 200 OK\r\n/);
    });

    it('large pieces unchanged', async () => {
      const { wire, handler } = serve();
      const piece = Buffer.alloc(100_000, 'xyz');
      handler.answer = (stream) => {
        stream.sendHead({ status: 200, headers: new Headers() }, false);
        stream.sendData(piece, false);
        stream.sendData(piece, true);
      };
      wire.receive(GET);
      const chunk = `186a0\r\n${piece.toString('latin1')}\r\n`;
      assert.equal((await wire.sent()).split('\r\n\r\n').slice(1).join('\r\n\r\n'), `${chunk}${chunk}0\r\n\r\n`);
    });

    it('no body that is longer or shorter than its length as if it were whole', async () => {
      for (const body of ['a', 'abc']) {
        const { wire, handler } = serve();
        handler.answer = (stream) => {
          stream.sendHead({ status: 200, headers: new Headers(['content-length', '2']) }, false);
          stream.sendData(Buffer.from(body), true);
        };
        wire.receive(GET + GET);
        await settled();
        assert.equal(wire.destroyed, true);
        assert.equal(handler.streams.length, 1);
      }
    });

    it('nothing for a stream that has ended', async () => {
      const { wire, handler } = serve();
      wire.receive(GET);
      await settled();
      const first = handler.last;
      respond(first, 200);
      wire.receive(GET);
      await settled();
      first.sendHead({ status: 500, headers: new Headers() }, false);
      first.sendData(Buffer.from('x'), true);
      first.sendTrailers(new Headers());
      first.reset('local-reset');
      respond(handler.last, 200);
      assert.equal(await wire.sent(), OK + OK);
    });

    it('what a broken off response has, and ends the connection', async () => {
      const { wire, handler } = serve();
      handler.answer = (stream) => {
        stream.sendHead({ status: 200, headers: new Headers() }, false);
        stream.sendData(Buffer.from('part'), false);
        stream.reset('connection-termination');
      };
      wire.receive(GET);
      assert.equal(await wire.sent(), 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\npart\r\n');
      assert.equal(wire.writableEnded, true);
    });

    it('with word to stop where the client does not read, and to go on', async () => {
      const { wire, handler } = serve();
      wire.receive(GET);
      await settled();
      wire.stall();
      handler.last.sendHead({ status: 200, headers: new Headers() }, false);
      const piece = Buffer.alloc(40_000);
      assert.equal(handler.last.sendData(piece, false), true);
      assert.equal(handler.last.sendData(piece, false), false);
      assert.deepEqual(handler.events, ['request GET / end']);
      wire.unstall();
      await settled();
      assert.deepEqual(handler.events, ['request GET / end', 'writable']);
      assert.equal(handler.last.sendData(piece, true), true);
    });
  });

  describe('refuses', () => {
    it('what is no request, and ends the connection', async () => {
      const { wire, handler } = serve();
      wire.receive(`GET / HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n${GET}`);
      assert.equal(await wire.sent(), 'HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
      assert.deepEqual(handler.events, ['refused 400 http1.codec_error']);
      assert.equal(wire.writableEnded, true);
    });

    it('HTTP/1.0 unless it is accepted, with the head for the log', async () => {
      const { wire, handler } = serve();
      wire.receive('GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n');
      assert.equal(
        await wire.sent(),
        'HTTP/1.1 426 Upgrade Required\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
      );
      assert.deepEqual(handler.events, ['refused 426 low_version /old']);
    });

    it('the second of two requests without touching the answer to the first', async () => {
      const { wire, handler } = serve();
      handler.answer = (stream) => respond(stream, 200);
      wire.receive(`${GET}GET / HTTP/1.1\r\n\r\n`);
      assert.match(await wire.sent(), /^HTTP\/1.1 200 OK\r\n.*HTTP\/1.1 400 Bad Request\r\n/s);
      assert.deepEqual(handler.events, ['request GET / end', 'refused 400 missing_host_header']);
    });

    it('a request whose end is followed by garbage, before it is forwarded', async () => {
      const { wire, handler } = serve();
      wire.receive(`${GET}<garbage>`);
      assert.match(await wire.sent(), /^HTTP\/1.1 400 /);
      assert.deepEqual(handler.events, ['refused 400 http1.codec_error /']);
    });

    it('a body whose end is followed by garbage, without its end', async () => {
      const { wire, handler } = serve();
      wire.receive(`${POST}hello\0`);
      assert.match(await wire.sent(), /^HTTP\/1.1 400 /);
      assert.deepEqual(handler.events, ['request POST /', 'malformed 400 http1.codec_error']);
    });

    it('a malformed body: the handler answers and hears no more', async () => {
      const { wire, handler } = serve();
      wire.receive(`${CHUNKED}5\r\nhello\r\nx`);
      assert.equal(await wire.sent(), 'HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
      assert.deepEqual(handler.events, ['request POST /', 'malformed 400 http1.codec_error']);
      wire.receive(GET);
      await settled();
      assert.equal(handler.streams.length, 1);
    });

    it('a malformed body after the response has begun by ending both', async () => {
      const { wire, handler } = serve();
      handler.answer = (stream) => stream.sendHead({ status: 200, headers: new Headers() }, false);
      wire.receive(`${CHUNKED}x`);
      await settled();
      assert.deepEqual(handler.events, ['request POST /', 'reset protocol-error']);
      assert.equal(wire.destroyed, true);
    });
  });

  describe('in a tunnel', () => {
    it('holds bytes back until the upgrade is agreed to, then passes them both ways', async () => {
      const { wire, handler } = serve();
      wire.receive(`${UPGRADE}early`);
      await settled();
      assert.deepEqual(handler.events, ['request GET /ws']);
      assert.equal(handler.heads[0]?.upgrade, 'websocket');
      handler.last.sendHead({ status: 101, headers: new Headers(['upgrade', 'websocket']) }, false);
      handler.last.sendData(Buffer.from('\0\r\n'), false);
      assert.equal(
        await wire.sent(),
        'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n\0\r\n',
      );
      wire.receive('GET / HTTP/1.1\r\n\r\n');
      await settled();
      assert.deepEqual(handler.events, ['request GET /ws', 'data early', 'data GET / HTTP/1.1\r\n\r\n']);
      handler.last.sendData(Buffer.alloc(0), true);
      await settled();
      assert.equal(wire.writableEnded, true);
    });

    it('passes the end of the client on and lets the other side finish', async () => {
      const { wire, handler } = serve();
      handler.answer = (stream) => stream.sendHead({ status: 101, headers: new Headers() }, false);
      wire.receive(UPGRADE);
      wire.receive(null);
      await settled();
      assert.deepEqual(handler.events, ['request GET /ws', 'end']);
      await wire.sent();
      handler.last.sendData(Buffer.from('bye'), true);
      assert.equal(await wire.sent(), 'bye');
    });

    it('takes nothing that follows an upgrade for a request when it is answered otherwise', async () => {
      const { wire, handler } = serve();
      wire.receive(UPGRADE + GET);
      await settled();
      respond(handler.last, 200);
      assert.equal(await wire.sent(), 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
      assert.deepEqual(handler.events, ['request GET /ws']);
    });

    it('opens for CONNECT with 200 and without framing', async () => {
      const { wire, handler } = serve();
      wire.receive('CONNECT h:1 HTTP/1.1\r\nHost: h:1\r\n\r\nx');
      await settled();
      handler.last.sendHead({ status: 200, headers: new Headers() }, false);
      assert.equal(await wire.sent(), 'HTTP/1.1 200 OK\r\n\r\n');
      assert.deepEqual(handler.events, ['request CONNECT ', 'data x']);
    });
  });

  describe('ends', () => {
    it('with the client, whose request is reset', async () => {
      for (const bytes of [GET, `${POST}he`, UPGRADE]) {
        for (const leave of [(wire: WireSocket) => wire.receive(null), (wire: WireSocket) => wire.destroy()]) {
          const { wire, handler } = serve();
          wire.receive(bytes);
          await settled();
          leave(wire);
          await settled();
          assert.equal(handler.events.at(-1), 'reset connection-termination');
          assert.equal(wire.destroyed, true);
        }
      }
    });

    it('with an idle client, silently', async () => {
      const { wire, handler } = serve();
      wire.receive('GET');
      wire.receive(null);
      await settled();
      assert.deepEqual(handler.events, []);
      assert.equal(wire.writableEnded, true);
    });

    it('when drained: at once if idle, else announced with the response', async () => {
      const idle = serve();
      idle.codec.drain();
      assert.equal(idle.wire.writableEnded, true);
      const busy = serve();
      busy.wire.receive(GET + GET);
      await settled();
      busy.codec.drain();
      assert.equal(busy.wire.writableEnded, false);
      respond(busy.handler.last, 200);
      assert.match(await busy.wire.sent(), /\r\nconnection: close\r\n/);
      assert.equal(busy.wire.writableEnded, true);
      assert.equal(busy.handler.streams.length, 1);
    });

    it('when nothing has come for an hour', async () => {
      const { wire, handler, pass } = serve();
      handler.answer = (stream) => respond(stream, 200);
      wire.receive(GET);
      await pass(HOUR - 1000);
      assert.equal(wire.writableEnded, false);
      await pass(3000);
      assert.equal(wire.writableEnded, true);
      assert.equal(await wire.sent(), OK);
    });

    it('not while a response is awaited', async () => {
      const { wire, pass } = serve();
      wire.receive(GET);
      await pass(2 * HOUR);
      assert.equal(wire.writableEnded, false);
    });

    it('with 408 when a head is not complete in time, however often more of it comes', async () => {
      const { wire, handler, pass } = serve();
      wire.receive('GET / HTTP/1.1\r\n');
      for (let i = 0; i < 6; i++) {
        await pass(9_500);
        wire.receive(`a${i}: b\r\n`);
      }
      assert.equal(await wire.sent(), '');
      await pass(5000);
      assert.match(await wire.sent(), /^HTTP\/1.1 408 /);
      assert.deepEqual(handler.events, ['refused 408 request_header_timeout']);
    });

    it('with 408 when a body stands still before any response', async () => {
      const { wire, handler, pass } = serve();
      wire.receive(POST);
      await pass(4 * 60_000);
      wire.receive('h');
      await pass(4 * 60_000);
      assert.equal(await wire.sent(), '');
      await pass(62_000);
      assert.match(await wire.sent(), /^HTTP\/1.1 408 /);
      assert.deepEqual(handler.events, ['request POST /', 'data h', 'malformed 408 stream_idle_timeout']);
    });

    it('not when a body stands still because nobody reads it', async () => {
      const { wire, handler, pass } = serve();
      handler.answer = (stream) => stream.pause();
      wire.receive(POST);
      await pass(10 * 60_000);
      assert.equal(wire.writableEnded, false);
    });

    it('when the client takes nothing of a response for a minute', async () => {
      const { wire, handler, pass } = serve();
      wire.receive(GET);
      await settled();
      wire.stall();
      handler.last.sendHead({ status: 200, headers: new Headers() }, false);
      handler.last.sendData(Buffer.alloc(100_000), false);
      await pass(55_000);
      assert.equal(wire.destroyed, false);
      await pass(15_000);
      assert.equal(wire.destroyed, true);
      assert.equal(handler.events.at(-1), 'reset connection-timeout');
    });

    it('not when it takes some of it now and then', async () => {
      const { wire, handler, pass } = serve();
      wire.receive(GET);
      await settled();
      handler.last.sendHead({ status: 200, headers: new Headers() }, false);
      for (let i = 0; i < 5; i++) {
        wire.stall();
        handler.last.sendData(Buffer.alloc(100_000), false);
        await pass(50_000);
        wire.unstall();
        await settled();
      }
      assert.equal(wire.destroyed, false);
    });

    it('for good a second after a response was broken off of which the client takes nothing', async () => {
      const { wire, handler, pass } = serve();
      wire.receive(GET);
      await settled();
      wire.stall();
      handler.last.sendHead({ status: 200, headers: new Headers() }, false);
      handler.last.sendData(Buffer.alloc(100_000), false);
      handler.last.reset('local-reset');
      assert.equal(wire.destroyed, false);
      await pass(2500);
      assert.equal(wire.destroyed, true);
    });

    it('for good a second after the last answer, if the client does not', async () => {
      const { wire, handler, pass } = serve();
      handler.answer = (stream) => {
        stream.closeAfterResponse();
        respond(stream, 200);
      };
      wire.receive(GET);
      await settled();
      wire.receive('dropped');
      assert.equal(wire.destroyed, false);
      await pass(2500);
      assert.equal(wire.destroyed, true);
    });
  });
});
