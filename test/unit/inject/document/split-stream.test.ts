import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitStream } from '../../../../src/inject/document/split-stream.ts';

async function split(chunks: readonly (Buffer | string)[]): Promise<string[]> {
  async function* source() {
    yield* chunks;
  }
  const pieces: string[] = [];
  for await (const piece of splitStream(source())) pieces.push(piece);
  return pieces;
}

describe('splitting a stream into documents', () => {
  const cases: readonly (readonly [stream: string, pieces: readonly string[]])[] = [
    ['', []],
    ['a: 1\n', ['a: 1\n']],
    ['a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
    ['---\na: 1\n--- # next\nb: 2', ['---\na: 1\n', '--- # next\nb: 2']],
    ['# c\n---\na: 1\n---', ['# c\n', '---\na: 1\n', '---']],
    ['a: |\n  x\n ---\n----\n', ['a: |\n  x\n ---\n----\n']],
    ['%YAML 1.1\n---\na: 1\n', ['%YAML 1.1\n---\na: 1\n']],
    ['a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
  ];
  for (const [stream, pieces] of cases) {
    it(`cuts ${JSON.stringify(stream)} into ${pieces.length}`, async () => {
      assert.deepEqual(await split([stream]), pieces);
    });
  }

  it('does not depend on how the bytes arrive, and loses none', async () => {
    const text = fc.array(
      fc.constantFrom('a: é\n', '---\n', '--- ', '# c\n', '----\n', '\n', '%T x\n', '---', ' ---\n'),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 5 }), async (parts, size) => {
        const bytes = Buffer.from(parts.join(''));
        const chunks: Buffer[] = [];
        for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
        const pieces = await split(chunks);
        assert.equal(pieces.join(''), bytes.toString());
        assert.deepEqual(pieces, await split([bytes]));
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('refuses bytes that are not UTF-8', async () => {
    await assert.rejects(split([Buffer.from([0x61, 0xff])]), /not UTF-8/);
    await assert.rejects(split([Buffer.from([0xc3])]), /not UTF-8/);
  });
});
