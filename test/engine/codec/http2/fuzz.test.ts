import assert from 'node:assert/strict';
import { watchDefects } from '../../../../src/engine/guard.ts';
import { Headers } from '../../../../src/engine/http/headers.ts';
import { seededRandom } from '../../../support/engine.ts';
import { FrameClient, FrameType, fields, frame, getFields, preface } from '../../../support/http2-frames.ts';
import { type RecordedRequest, RecordingServer } from './recording-server.ts';

const post = getFields.map(([name, value]) => [name, name === ':method' ? 'POST' : value] as const);
const blocks = [
  fields(...getFields),
  fields(...post),
  fields(...post, ['content-length', '3']),
  fields(['x-sum', '1']),
  fields([':method', 'CONNECT'], [':protocol', 'websocket'], ...getFields.slice(1)),
  Buffer.from([0x82, 0x86, 0x84, 0x41, 1, 0x61]),
  Buffer.from([0xbe]),
];
const answer = Buffer.from([0xca, 0xfe, 0, 0, 0, 0, 0, 1]);

describe('frames in any order', () => {
  /** A frame that is mostly right by itself; whether it fits is another question. */
  function anyFrame(random: () => number): Buffer {
    const pick = (count: number) => Math.floor(random() * count);
    const stream = random() < 0.8 ? 2 * pick(6) + 1 : pick(12);
    const block = blocks[pick(blocks.length)] as Buffer;
    switch (pick(12)) {
      case 0:
      case 1:
      case 2:
        return frame(FrameType.headers, 4 | pick(2), stream, block);
      case 3:
        return frame(FrameType.headers, pick(2), stream, block);
      case 4:
        return frame(FrameType.continuation, 4 * pick(2), stream, block);
      case 5:
      case 6:
        return frame(FrameType.data, pick(2), stream, Buffer.alloc(pick(2000), 'x'));
      case 7:
        return frame(FrameType.data, 8 | pick(2), stream, Buffer.concat([Buffer.from([pick(20)]), Buffer.alloc(20)]));
      case 8:
        return frame(FrameType.resetStream, 0, stream, Buffer.from([0, 0, 0, pick(14)]));
      case 9:
        return frame(FrameType.windowUpdate, 0, random() < 0.5 ? 0 : stream, Buffer.from([0, 0, pick(256), pick(256)]));
      case 10:
        return frame(FrameType.settings, 0, 0, Buffer.from([0, 1 + pick(6), 0, 0, pick(256), pick(256)]));
      default:
        return frame(pick(12), pick(256), stream, Buffer.alloc(pick(12), pick(256)));
    }
  }

  /** Does something with a request, now or at a later turn. */
  function anyHandling(random: () => number, { stream }: RecordedRequest): void {
    const acts = [
      () => stream.sendInformational(103, new Headers(['link', '</a>'])),
      () => stream.sendHead({ status: 200, headers: new Headers(['x-a', 'b']) }, random() < 0.3),
      () => stream.sendData(Buffer.alloc(Math.floor(random() * 40_000)), random() < 0.4),
      () => stream.sendTrailers(new Headers(['grpc-status', '0'])),
      () => stream.reset('local-reset'),
      () => stream.pause(),
      () => stream.resume(),
    ];
    const act = () => acts[Math.floor(random() * acts.length)]?.();
    for (let i = 0; i < 4; i++) {
      if (random() < 0.5) act();
      else setImmediate(act);
    }
  }

  it('are served, refused or end the connection, without a defect', async () => {
    const defects: unknown[] = [];
    const stop = watchDefects((defect) => defects.push(defect));
    for (let seed = 1; seed <= 150; seed++) {
      const random = seededRandom(seed);
      const server = new RecordingServer({ onRequest: (request) => anyHandling(random, request) });
      const client = new FrameClient(await server.listen());
      const frames = Array.from({ length: 40 }, () => anyFrame(random));
      await client.send(preface, ...frames.slice(0, 20));
      await new Promise(setImmediate);
      await client.send(...frames.slice(20), frame(FrameType.ping, 0, 0, answer));
      // Amid a header block nothing is answered, not even PING.
      const found = await Promise.race([
        client.find(({ type, flags }) => type === FrameType.goaway || (type === FrameType.ping && flags === 1)),
        server.advance(200_000),
      ]);
      assert.deepEqual(defects, [], `seed ${seed}`);
      assert.ok(found !== undefined || client.socket.destroyed || client.frames.length > 0, `seed ${seed}`);
      client.socket.destroy();
      server.close();
    }
    stop();
  });
});
