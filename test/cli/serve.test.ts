import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What `serve` refuses before it opens a socket. */
describe('ictl serve', () => {
  const folder = temporaryFolder();
  const serve = (args: string) => run(folder(), `serve ${args} --admin-port 0`, { cwd: folder() });

  it('refuses flags that it does not understand, and shows how they are written', async () => {
    const wrong = {
      '--port 80=x': /80=8080/,
      '--port 80': /80=8080/,
      '--port 80=70000': /80=8080/,
      '--service httpbin:8000=localhost:9': /httpbin\.default:8000=127\.0\.0\.1:9000/,
      '--service httpbin:0=127.0.0.1:9': /httpbin\.default:8000=127\.0\.0\.1:9000/,
      '--bind everywhere': /0\.0\.0\.0/,
      '-f -': /file/,
      '--admin-port x': /65535/,
    };
    for (const [flags, hint] of Object.entries(wrong)) {
      const { exitCode, stderr } = await run(folder(), `serve ${flags}`, { cwd: folder() });
      assert.equal(exitCode, 2, `${flags}: ${stderr}`);
      assert.match(stderr, hint);
    }
  });

  it('refuses a mesh config that cannot be read or is no YAML, with the place', async () => {
    writeFileSync(join(folder(), 'mesh.yaml'), 'accessLogFile: x\nfoo: [\n');
    const broken = await serve('--mesh-config mesh.yaml');
    assert.equal(broken.exitCode, 3);
    assert.match(broken.stderr, /mesh\.yaml:3/);
    const absent = await serve('--mesh-config absent.yaml');
    assert.equal(absent.exitCode, 3);
    assert.match(absent.stderr, /absent\.yaml/);
  });
});
