import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ControlServer } from '../../src/control/control-server.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('drain and healthcheck', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');
  const heard: unknown[] = [];
  let left = 0;
  let server: ControlServer | undefined;

  beforeEach(async () => {
    heard.length = 0;
    left = 0;
    mkdirSync(home());
    server = await ControlServer.listen(home(), {
      poke: () => undefined,
      waitForRevision: async (revision) => ({ isReached: true, revision }),
      status: () => Promise.reject(new Error('not asked for')),
      config: async () => ({ dump: undefined, clusters: [], workloads: [] }),
      drain: async (timeoutMs) => {
        heard.push(timeoutMs);
        return left;
      },
      failHealthCheck: (fails) => void heard.push(fails),
      stop: () => undefined,
    });
  });
  afterEach(() => server?.close());

  it('ask the running server', async () => {
    assert.deepEqual(
      [
        (await run(home(), 'drain --wait 2.5')).stdout,
        (await run(home(), 'healthcheck fail')).stdout,
        (await run(home(), 'healthcheck ok')).stdout,
      ],
      ['Drained: no connection is left and none is taken\n', 'Health checks fail\n', 'Health checks pass\n'],
    );
    assert.deepEqual(heard, [2500, true, false]);
  });

  it('end with 1 while connections are left', async () => {
    left = 3;
    const { stderr, exitCode } = await run(home(), 'drain');
    assert.equal(exitCode, 1);
    assert.match(stderr, /no new connections are taken, and 3 connections are left/);
  });

  it('end with 5 where no server runs, and with 2 where they are asked for nothing they know', async () => {
    await server?.close();
    for (const args of ['drain', 'healthcheck fail']) {
      const { stderr, exitCode } = await run(home(), args);
      assert.equal(exitCode, 5);
      assert.match(stderr, /no server runs/);
    }
    for (const args of ['drain --wait x', 'drain --wait -1', 'healthcheck', 'healthcheck maybe'])
      assert.equal((await run(home(), args)).exitCode, 2, args);
  });
});
