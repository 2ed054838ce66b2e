// A real Envoy, where one is installed, takes everything that the goldens show.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagePath } from '../../src/lib/package-root.ts';
import { envoyBootstrap } from '../support/envoy-bootstrap.ts';
import { needs } from '../support/real-clients.ts';
import { suiteFolder } from '../support/temporary-folder.ts';
import { translateText } from '../support/translate-text.ts';

const folder = packagePath('test', 'translate');
const read = (...path: string[]) => readFileSync(join(folder, ...path), 'utf8');

describe('Envoy', () => {
  const temporary = suiteFolder();

  before(function () {
    needs(this, 'envoy');
  });

  for (const name of readdirSync(join(folder, 'cases')).sort()) {
    it(`takes what is made of ${name}`, async () => {
      const { config } = await translateText(read('base-services.yaml'), read('cases', name, 'in.yaml'));
      const file = join(temporary, `${name}.json`);
      writeFileSync(file, JSON.stringify(envoyBootstrap(config)));
      // Envoy opens /dev/stdout for access logs, which is impossible where that is a socket.
      const { status, stderr } = spawnSync('envoy', ['--mode', 'validate', '--log-level', 'error', '-c', file], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      assert.equal(status, 0, String(stderr));
    });
  }
});
