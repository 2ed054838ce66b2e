import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isServerRunning, ServerLock } from '../../../src/control/server-lock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('server lock', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');

  it('is free where no server ever ran', async () => {
    assert.equal(await isServerRunning(home()), false);
  });

  it('is held by one at a time', async () => {
    const lock = await ServerLock.acquire(home());
    assert.ok(lock);
    assert.equal(await isServerRunning(home()), true);
    assert.equal(await ServerLock.acquire(home()), undefined);
    lock.release();
    assert.equal(await isServerRunning(home()), false);
    (await ServerLock.acquire(home()))?.release();
  });

  it('gives its file to nobody else', async () => {
    const lock = await ServerLock.acquire(home());
    assert.equal(statSync(join(home(), 'serve.lock')).mode & 0o777, 0o600);
    assert.equal(statSync(home()).mode & 0o777, 0o700);
    lock?.release();
  });

  it('is free again when its holder is killed', async () => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('hold-lock.js', import.meta.url)), home()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    assert.equal(await isServerRunning(home()), true);
    assert.equal(await ServerLock.acquire(home()), undefined);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(await isServerRunning(home()), false);
  });
});
