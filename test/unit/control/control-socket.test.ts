import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import {
  drainServer,
  failHealthCheck,
  poke,
  servedConfig,
  serverStatus,
  stopServer,
  waitForRevision,
} from '../../../src/control/control-client.ts';
import { type ControlHandler, ControlServer } from '../../../src/control/control-server.ts';
import type { ServerStatus } from '../../../src/control/protocol.ts';
import { socketPath } from '../../../src/control/socket-path.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const status: ServerStatus = {
  pid: 7,
  version: '0.1.0',
  revision: 3,
  isReady: true,
  source: 'store',
  servicePorts: [{ namespace: 'istio-system', service: 'gw', port: 80, sockets: [{ host: '127.0.0.1', port: 31380 }] }],
  findings: [],
};

describe('control socket', () => {
  const folder = temporaryFolder();
  let server: ControlServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  async function listen(handler: Partial<ControlHandler> = {}, home = folder()): Promise<void> {
    server = await ControlServer.listen(home, {
      poke: () => undefined,
      waitForRevision: async (revision) => ({ isReached: true, revision }),
      status: () => status,
      config: async () => ({ dump: { config: {} }, clusters: [], workloads: [] }),
      drain: async () => 0,
      failHealthCheck: () => undefined,
      stop: () => undefined,
      ...handler,
    });
  }

  it('says that no server runs where there is no socket, or one that nobody listens on', async () => {
    assert.equal(await serverStatus(folder()), undefined);
    await poke(folder());
    await assert.rejects(waitForRevision(folder(), 1, 1000), { exitCode: 5, message: `no server runs on ${folder()}` });
    await assert.rejects(stopServer(folder()), { exitCode: 5 });
    await assert.rejects(drainServer(folder(), 0), { exitCode: 5 });
    await assert.rejects(failHealthCheck(folder(), true), { exitCode: 5 });
    writeFileSync(socketPath(folder()), '');
    assert.equal(await serverStatus(folder()), undefined);
  });

  it('carries the status', async () => {
    await listen();
    assert.deepEqual(await serverStatus(folder()), status);
  });

  it('tells the server to drain and to seem unwell, and how many connections are left', async () => {
    const heard: unknown[] = [];
    await listen({
      drain: async (timeoutMs) => heard.push(timeoutMs),
      failHealthCheck: (fails) => void heard.push(fails),
    });
    assert.equal(await drainServer(folder(), 1500), 1);
    await failHealthCheck(folder(), true);
    await failHealthCheck(folder(), false);
    assert.deepEqual(heard, [1500, true, false]);
  });

  it('carries a configuration that is longer than what a client may say', async () => {
    const served = { dump: { text: 'x'.repeat(17 * 1024 * 1024) }, clusters: [], workloads: ['istio-system/gw'] };
    await listen({ config: async () => served });
    assert.deepEqual(await servedConfig(folder()), served);
  });

  it('carries a poke and a stop', async () => {
    const told: string[] = [];
    await listen({ poke: () => void told.push('poke'), stop: () => void told.push('stop') });
    await poke(folder());
    await stopServer(folder());
    assert.deepEqual(told, ['poke', 'stop']);
  });

  it('waits for a revision, and no longer than asked', async () => {
    await listen({
      waitForRevision: async (revision, signal) => {
        if (revision <= 3) return { isReached: true, revision: 3 };
        await once(signal, 'abort');
        return { isReached: false, revision: 3 };
      },
    });
    assert.deepEqual(await waitForRevision(folder(), 3, 60_000), { isReached: true, revision: 3 });
    assert.deepEqual(await waitForRevision(folder(), 4, 1), { isReached: false, revision: 3 });
  });

  it('stops waiting for a client that has left', async () => {
    let ended = () => {};
    const left = new Promise<void>((resolve) => {
      ended = resolve;
    });
    await listen({
      waitForRevision: async (revision, signal) => {
        await once(signal, 'abort');
        ended();
        return { isReached: false, revision };
      },
    });
    const client = createConnection(socketPath(folder()));
    client.write(`${JSON.stringify({ type: 'wait', revision: 9, timeoutMs: 60_000 })}\n`);
    setImmediate(() => client.destroy());
    await left;
  });

  it('is reached by its owner only', async () => {
    await listen();
    assert.equal(statSync(socketPath(folder())).mode & 0o777, 0o600);
  });

  it('takes the place of a socket that a killed server left', async () => {
    writeFileSync(socketPath(folder()), '');
    await listen();
    assert.equal((await serverStatus(folder()))?.revision, 3);
  });

  it('is found under a short name where the folder has a long one', async () => {
    const home = join(folder(), 'x'.repeat(120));
    mkdirSync(home);
    assert.ok(Buffer.byteLength(socketPath(home)) <= 100);
    await listen({}, home);
    assert.equal((await serverStatus(home))?.revision, 3);
    assert.notEqual(socketPath(home), socketPath(`${home}y`));
  });

  it('hangs up on what is no request', async () => {
    await listen();
    const client = createConnection(socketPath(folder()));
    client.write('GET / HTTP/1.1\r\n\r\n');
    await once(client, 'close');
    assert.deepEqual(await serverStatus(folder()), status);
  });

  it('answers a request of a later client with an error', async () => {
    await listen();
    const client = createConnection(socketPath(folder()));
    client.write('{"type":"dance"}\n');
    const [line] = await once(client, 'data');
    assert.match(String(line), /"type":"error"/);
    client.destroy();
  });
});
