import assert from 'node:assert/strict';
import { runInputs } from './run-inputs.ts';

describe('decoder', function () {
  this.timeout(60_000);

  it('ends with objects or with an error that names a place, whatever the input', async () => {
    const { failures, outcomes } = await runInputs({ seed: 1, from: 0, to: 2000, progress: new SharedArrayBuffer(4) });
    assert.deepEqual(failures, []);
    for (const [outcome, inputs] of Object.entries(outcomes)) assert.ok(inputs > 100, `only ${inputs} ${outcome}`);
  });
});
