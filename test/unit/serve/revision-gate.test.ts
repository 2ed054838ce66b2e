import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { RevisionGate } from '../../../src/serve/revision-gate.ts';

describe('revision gate', () => {
  const never = new AbortController().signal;

  it('lets those through who wait for a revision in force or an earlier one', async () => {
    const gate = new RevisionGate();
    const waits = [gate.wait(1, never), gate.wait(2, never)];
    gate.reach(2);
    assert.deepEqual(await Promise.all(waits), [
      { isReached: true, revision: 2 },
      { isReached: true, revision: 2 },
    ]);
    assert.deepEqual(await gate.wait(2, never), { isReached: true, revision: 2 });
  });

  it('keeps those who wait for a later one', async () => {
    const gate = new RevisionGate();
    gate.reach(1);
    const wait = gate.wait(2, never);
    gate.reach(1);
    gate.reach(3);
    assert.deepEqual(await wait, { isReached: true, revision: 3 });
  });

  it('tells why a revision was refused', async () => {
    const gate = new RevisionGate();
    gate.reach(1);
    const wait = gate.wait(2, never);
    gate.refuse(2, 'duplicate domain');
    assert.deepEqual(await wait, { isReached: false, revision: 1, reason: 'duplicate domain' });
  });

  it('ends a wait that is given up', async () => {
    const gate = new RevisionGate();
    const patience = new AbortController();
    const wait = gate.wait(5, patience.signal);
    patience.abort();
    assert.deepEqual(await wait, { isReached: false, revision: 0 });
    assert.deepEqual(await gate.wait(5, patience.signal), { isReached: false, revision: 0 });
  });
});
