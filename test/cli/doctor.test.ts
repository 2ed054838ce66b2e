import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { checkPorts } from '../../src/cli/doctor/check-ports.ts';
import type { TranslatedSnapshot } from '../../src/cli/translate/translate-snapshot.ts';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { translateText } from '../support/translate-text.ts';

const gateway = (port: number) => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: web}
spec:
  selector: {istio: ingressgateway}
  servers:
  - port: {number: 443, name: https, protocol: HTTPS}
    hosts: [web.example.com]
    tls: {mode: SIMPLE, credentialName: web}
  - port: {number: ${port}, name: own, protocol: TCP}
    hosts: ["*"]
`;

interface CheckUp {
  readonly name: string;
  readonly level: string;
  readonly text: string;
  readonly todo?: string;
}

describe('doctor', () => {
  const folder = temporaryFolder();
  const home = () => join(folder(), 'home');
  const ictl = (args: string, options = {}) =>
    run(home(), args, { cwd: folder(), env: { PATH: process.env.PATH ?? '' }, ...options });
  const checkUp = async (name: string, options = {}): Promise<CheckUp | undefined> => {
    const all: CheckUp[] = JSON.parse((await ictl('doctor -o json', options)).stdout);
    return all.find((one) => one.name === name);
  };

  it('finds nothing wrong where there is nothing yet, and makes nothing', async () => {
    const { stdout, stderr, exitCode } = await ictl('doctor');
    assert.deepEqual({ stderr, exitCode }, { stderr: '', exitCode: 0 });
    assert.match(stdout, /^ok {4}node: \d+/);
    assert.match(stdout, /ok {4}state folder: .* is made by the first create or apply\n/);
    assert.doesNotMatch(stdout, /^bad/m);
    assert.deepEqual(readdirSync(folder()), []);
  });

  it('verifies the store, its permissions and the clock', async () => {
    await ictl('create namespace one');
    assert.match((await checkUp('store'))?.text ?? '', /^7 objects at revision 7, schema 1, every page verified$/);
    assert.equal((await checkUp('state folder'))?.level, 'ok');
    assert.equal((await checkUp('clock', { now: new Date('2025-12-31T00:00:00Z') }))?.level, 'bad');
    chmodSync(home(), 0o755);
    assert.deepEqual((await checkUp('state folder'))?.level, 'warning');
    chmodSync(join(home(), 'store.db'), 0o644);
    const { level, todo } = (await checkUp('state folder')) as CheckUp;
    assert.deepEqual([level, todo], ['bad', `keep them out: chmod go= ${join(home(), 'store.db')}`]);
  });

  it('says what to do with a damaged store, and looks at the rest all the same', async () => {
    mkdirSync(home(), { mode: 0o700 });
    writeFileSync(join(home(), 'store.db'), 'no database', { mode: 0o600 });
    const { stdout, stderr, exitCode } = await ictl('doctor');
    assert.equal(exitCode, 1);
    assert.match(stdout, /\nbad {3}store: .* is not a store of ictl\n {6}-> move it away/);
    assert.match(stdout, /\nok {4}curl: |\nwarn {2}curl: /);
    assert.match(stderr, /1 of \d+ check-ups are bad/);
  });

  it('looks whether certificates are valid, and says who uses them', async () => {
    await ictl('apply -f -', { stdin: gateway(31400) });
    await ictl('cert gen --cn web.example.com --secret web -n istio-system');
    const name = 'secret istio-system/web';
    const found = await checkUp(name);
    assert.equal(found?.level, 'ok');
    assert.match(found?.text ?? '', /^364 days left, used by Gateway default\/web .*, the key belongs to it$/);
    assert.equal((await checkUp(name, { now: new Date('2026-12-30T00:00:00Z') }))?.level, 'warning');
    const late = await checkUp(name, { now: new Date('2027-06-01T00:00:00Z') });
    assert.deepEqual([late?.level, late?.text.split(',')[0]], ['bad', 'tls.crt has expired on 2027-01-02']);
  });

  it('tells which ports are taken', async () => {
    const { config, ...translated } = await translateText(gateway(31400));
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as { port: number };
      const listeners = config.listeners.map((listener) => ({
        ...listener,
        address: { socketAddress: { address: '127.0.0.1', portValue: port } },
      }));
      const world = { ...translated, config: { ...config, listeners } } as unknown as TranslatedSnapshot;
      const [found] = await checkPorts(world, undefined);
      assert.deepEqual([found?.level, found?.text], ['bad', `${port} in use`]);
    } finally {
      server.close();
    }
  });

  it('counts what analysis finds', async () => {
    await ictl('apply -f -', { stdin: gateway(31400) });
    const { level, text, todo } = (await checkUp('configuration')) as CheckUp;
    assert.equal(level, 'bad');
    assert.match(text, /^\d+ errors?, \d+ warnings?$/);
    assert.equal(todo, 'see them with ictl analyze');
  });

  it('says which clients are missing', async () => {
    const found = await checkUp('curl', { env: { PATH: folder() } });
    assert.deepEqual([found?.level, found?.todo], ['warning', 'install it to send requests as the examples do']);
  });

  it('colours on a terminal only', async () => {
    assert.ok((await ictl('doctor', { isTTY: true })).stdout.startsWith('\u001b[32mok  \u001b[39m'));
    assert.ok(!(await ictl('doctor', { isTTY: true, env: { NO_COLOR: '1' } })).stdout.includes('\u001b'));
  });
});
