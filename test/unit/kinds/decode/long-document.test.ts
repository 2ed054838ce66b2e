import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { decodeText } from './decode-text.ts';

describe('a long document', function () {
  this.timeout(60_000);

  it('is read, and its faults are found, in a fraction of the room that all its nodes would take', async () => {
    const worker = new Worker(new URL('decode-long.js', import.meta.url), {
      workerData: { bytes: 2 * 1024 * 1024 },
      // Read whole, it takes some 300 MB.
      resourceLimits: { maxOldGenerationSizeMb: 128 },
    });
    const [told] = await once(worker, 'message');
    // No more than a hundred problems are told of one object.
    assert.deepEqual(told, { problems: 100, first: 6 + 4 * 1 + 2, last: 6 + 4 * 199 + 2 });
    await worker.terminate();
  });

  it('is refused where it is longer than a document may be', async () => {
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: "${'x'.repeat(5 * 1024 * 1024)}"}\n`;
    await assert.rejects(decodeText(text), { exitCode: 3, message: /the document is larger than 5 MiB/ });
  });
});
