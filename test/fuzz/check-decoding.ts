// What decoding promises for any input: it ends with objects or with an error that names a place, and leaves nothing
// behind. Decoding again what it made of an object gives the same object.
import assert from 'node:assert/strict';
import { decode } from '../../src/kinds/decode/decode.ts';
import type { Decoded } from '../../src/kinds/decode/decoded.ts';
import { CliError } from '../../src/lib/errors.ts';

export type DecodingOutcome = 'accepted' | 'has problems' | 'refused';

/** Decodes a text. @throws AssertionError where a promise is broken */
export async function checkDecoding(text: string): Promise<DecodingOutcome> {
  try {
    const { documents } = await decode(text, { file: 'in.yaml' });
    for (const document of documents) {
      checkPlaces(document);
      await checkStable(document);
    }
    return documents.some(({ problems }) => problems.length > 0) ? 'has problems' : 'accepted';
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    assert.match(error.message, /^in\.yaml:\d+:\d+: /);
    assert.equal(error.exitCode, 3);
    return 'refused';
  } finally {
    assert.equal(Object.keys(Object.prototype).length, 0, 'the prototype of all objects was written to');
  }
}

function checkPlaces({ problems, origin }: Decoded): void {
  for (const { path = '', message } of problems) {
    const { line, column } = origin.locate(path);
    assert.ok(line >= 1 && column >= 1, `${line}:${column}`);
    assert.ok(message.length > 0);
  }
}

/** What an object was made into is what is stored, printed and read again. */
async function checkStable({ object, problems }: Decoded): Promise<void> {
  if (object === undefined || problems.length > 0) return;
  const plain = JSON.parse(JSON.stringify(object));
  const { documents } = await decode(JSON.stringify(plain), { file: 'stored.json' });
  assert.deepEqual(
    documents.map((document) => ({
      object: JSON.parse(JSON.stringify(document.object ?? null)),
      problems: document.problems,
    })),
    [{ object: plain, problems: [] }],
    'decoded again, its stored form is another object',
  );
}
