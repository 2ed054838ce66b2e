import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ConnectionError } from '../../../../../src/engine/codec/http2/connection-error.ts';
import { FrameReader } from '../../../../../src/engine/codec/http2/frame-reader.ts';
import type { FrameSink } from '../../../../../src/engine/codec/http2/frame-sink.ts';
import { endHeaders, endStream, FrameType, frame, preface } from '../../../../support/http2-frames.ts';

const run = { seed: 9113, numRuns: 300 };
const padded = 8;

/** Writes down what a reader tells; pieces of one DATA frame become one. */
class Recorder implements FrameSink {
  readonly told: string[] = [];
  #data = '';

  onDataFrame(stream: number, length: number, end: boolean): void {
    this.#data = `data ${stream} ${length} ${end} `;
  }
  onData(bytes: Buffer, start: number, end: number, last: boolean): void {
    this.#data += bytes.toString('hex', start, end);
    if (last) this.told.push(this.#data);
  }
  onHeaderBlock(stream: number, end: boolean, bytes: Buffer, start: number, blockEnd: number): void {
    this.told.push(`headers ${stream} ${end} ${bytes.toString('hex', start, blockEnd)}`);
  }
  onPriority(stream: number): void {
    this.told.push(`priority ${stream}`);
  }
  onResetStream(stream: number, code: number): void {
    this.told.push(`reset ${stream} ${code}`);
  }
  onSettings(payload: Buffer): void {
    this.told.push(`settings ${payload.toString('hex')}`);
  }
  onSettingsAck(): void {
    this.told.push('settings ack');
  }
  onPing(payload: Buffer, ack: boolean): void {
    this.told.push(`ping ${payload.toString('hex')} ${ack}`);
  }
  onGoaway(lastStream: number, code: number): void {
    this.told.push(`goaway ${lastStream} ${code}`);
  }
  onWindowUpdate(stream: number, increment: number): void {
    this.told.push(`window ${stream} ${increment}`);
  }
  onUnknownFrame(): void {
    this.told.push('unknown');
  }
}

function read(chunks: readonly Buffer[]): string[] {
  const recorder = new Recorder();
  const reader = new FrameReader(recorder, true);
  for (const chunk of chunks) reader.read(chunk);
  return recorder.told;
}

const frames = [
  preface,
  frame(FrameType.headers, endHeaders | padded, 1, Buffer.from('02aabb0000', 'hex')),
  frame(FrameType.data, 0, 1, Buffer.from('0102030405', 'hex')),
  frame(FrameType.data, padded, 1, Buffer.from('030708000000', 'hex')),
  frame(FrameType.data, padded, 1, Buffer.from('0100', 'hex')),
  frame(FrameType.data, padded | endStream, 1, Buffer.from('00', 'hex')),
  frame(FrameType.headers, 0x20 | endStream, 3, Buffer.from('0000000005aa', 'hex')),
  frame(FrameType.continuation, 0, 3),
  frame(FrameType.continuation, endHeaders, 3, Buffer.from('bbcc', 'hex')),
  frame(2, 0, 5, Buffer.from('0000000005', 'hex')),
  frame(FrameType.settings, 0, 0, Buffer.from('000300000064', 'hex')),
  frame(FrameType.settings, 1, 0),
  frame(FrameType.ping, 0, 0, Buffer.from('0102030405060708', 'hex')),
  frame(FrameType.windowUpdate, 0, 0, Buffer.from('800000ff', 'hex')),
  frame(FrameType.resetStream, 0, 1, Buffer.from('00000008', 'hex')),
  frame(0xab, 0xff, 7, Buffer.from('0102', 'hex')),
  frame(FrameType.goaway, 0, 0, Buffer.from('0000000300000000ff', 'hex')),
];
const expected = [
  'settings ',
  'headers 1 false aabb',
  'data 1 5 false 0102030405',
  'data 1 6 false 0708',
  'data 1 2 false ',
  'data 1 1 true ',
  'headers 3 true aabbcc',
  'priority 5',
  'settings 000300000064',
  'settings ack',
  'ping 0102030405060708 false',
  'window 0 255',
  'reset 1 8',
  'unknown',
  'goaway 3 0',
];

describe('reading frames', () => {
  it('tells the same however the bytes come', () => {
    const bytes = Buffer.concat(frames);
    assert.deepEqual(read([bytes]), expected);
    assert.deepEqual(read([...bytes].map((byte) => Buffer.from([byte]))), expected);
    const cuts = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 20 });
    fc.assert(
      fc.property(cuts, (places) => {
        const sorted = [0, ...places.sort((a, b) => a - b), bytes.length];
        const chunks = sorted.slice(1).map((end, i) => Buffer.from(bytes.subarray(sorted[i], end)));
        assert.deepEqual(read(chunks), expected);
      }),
      run,
    );
  });

  it('keeps nothing of a chunk that its owner uses again', () => {
    const bytes = Buffer.concat(frames);
    const recorder = new Recorder();
    const reader = new FrameReader(recorder, true);
    const memory = Buffer.alloc(11);
    for (let at = 0; at < bytes.length; at += memory.length) {
      const size = bytes.copy(memory, 0, at, at + memory.length);
      reader.read(memory.subarray(0, size));
      memory.fill(0xee);
    }
    assert.deepEqual(recorder.told, expected);
  });

  it('reads nothing after it was stopped, not even what has come', () => {
    const recorder = new Recorder();
    const reader = new FrameReader(recorder, true);
    recorder.onSettings = () => reader.stop();
    reader.read(Buffer.concat(frames));
    assert.deepEqual(recorder.told, []);
  });

  it('takes any bytes or refuses them as a connection error', () => {
    const type = fc.integer({ min: 0, max: 11 });
    const any = fc.tuple(type, fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 4 }), fc.uint8Array());
    fc.assert(
      fc.property(fc.array(any, { maxLength: 10 }), (list) => {
        const bytes = list.map(([frameType, flags, stream, payload]) => frame(frameType, flags, stream, payload));
        try {
          read([preface, ...bytes]);
        } catch (error) {
          assert.ok(error instanceof ConnectionError, String(error));
        }
      }),
      { ...run, numRuns: 2000 },
    );
  });
});
