import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, request as httpRequest, type Server } from 'node:http';
import { createServer as createNetServer } from 'node:net';
import { join } from 'node:path';
import { cluster, LISTENER, listener, routes, routeTo, TestEngine, virtualHost } from '../support/engine.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('sockets without a port', () => {
  const folder = temporaryFolder();
  let upstream: Server;
  let proxy: TestEngine;
  let path = '';

  beforeEach(async () => {
    path = join(folder(), 'in.sock');
    upstream = createServer((request, response) => response.end(JSON.stringify(request.headers)));
    upstream.listen(join(folder(), 'up.sock'));
    await once(upstream, 'listening');
    proxy = new TestEngine({ bindings: ({ address }) => [{ host: address, port: 0 }] });
  });
  afterEach(async () => {
    await proxy.engine.close();
    upstream.close();
    upstream.closeAllConnections();
  });

  const apply = () =>
    proxy.apply({
      listeners: [{ ...listener(), address: { pipe: { path } } }],
      routes: [routes([virtualHost([routeTo('a')])])],
      clusters: [cluster('a')],
      endpoints: [
        {
          clusterName: 'a',
          endpoints: [{ lbEndpoints: [{ endpoint: { address: { pipe: { path: join(folder(), 'up.sock') } } } }] }],
        },
      ],
    });

  function ask(): Promise<Record<string, string>> {
    return new Promise((resolve, reject) => {
      httpRequest({ socketPath: path, path: '/', headers: { host: 'a.example' }, agent: false }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        response.on('end', () => resolve(JSON.parse(text)));
      })
        .on('error', reject)
        .end();
    });
  }

  it('are listened on, and are endpoints; a client there has no address', async () => {
    await apply();
    assert.deepEqual(proxy.engine.listeners(), [{ listener: LISTENER, host: path, port: 0 }]);
    const headers = await ask();
    assert.equal(headers.host, 'a.example');
    assert.equal(headers['x-forwarded-for'], undefined);
    assert.equal(headers['x-forwarded-proto'], 'http');
    assert.equal(proxy.engine.clusters()[0]?.endpoints[0]?.address, join(folder(), 'up.sock'));
    await proxy.engine.close();
    assert.equal(existsSync(path), false);
  });

  it('are left to whoever listens there', async () => {
    const other = createNetServer().listen(path);
    await once(other, 'listening');
    await apply();
    assert.deepEqual(proxy.engine.listeners(), []);
    other.close();
  });

  it('are taken over from a process that has ended without a word', async () => {
    const script = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => console.log('ready'))`;
    const child = spawn(process.execPath, ['-e', script]);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(existsSync(path), true);
    await apply();
    assert.equal((await ask()).host, 'a.example');
  });
});
