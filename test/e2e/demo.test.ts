import assert from 'node:assert/strict';
import { execa } from 'execa';
import { describe, it } from 'mocha';
import { installedIctl } from '../support/installed-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the demonstration', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();

  it('shows requests going through the proxy, and ends well with --once', async () => {
    const env = { PATH: process.env.PATH, HOME: folder(), NO_COLOR: '1' };
    const { stdout } = await execa(await installedIctl(), ['demo', '--once'], { cwd: folder(), env, extendEnv: false });
    assert.equal(stdout.match(/^ok: /gm)?.length, 4);
    assert.doesNotMatch(stdout, /FAILED/);
    for (const line of ['HTTP/1.1 200 OK', 'HTTP/1.1 404 Not Found', 'HTTP/2 200'])
      assert.ok(stdout.includes(line), line);
  });
});
