import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect as connectHttp2, type IncomingHttpHeaders } from 'node:http2';
import { type EchoUpstream, startEcho } from '../support/echo-upstream.ts';
import { assignment, cluster, listener, routes, routeTo, TestEngine, virtualHost } from '../support/engine.ts';
import { until } from '../support/until.ts';

describe('a proxy that lets go of its clients', () => {
  let upstream: EchoUpstream;
  let proxy: TestEngine;
  /** What lets the upstream answer `/slow`. */
  let answerSlow: (() => void) | undefined;

  beforeEach(async () => {
    answerSlow = undefined;
    upstream = await startEcho((response, { url }) => {
      if (url === '/slow') answerSlow = () => response.end('late');
      else response.end('ok');
    });
    proxy = new TestEngine();
    await apply();
  });
  afterEach(async () => {
    await proxy.engine.close();
    upstream.server.close().closeAllConnections();
  });

  const apply = () =>
    proxy.apply({
      listeners: [listener()],
      routes: [routes([virtualHost([routeTo('a')])])],
      clusters: [cluster('a')],
      endpoints: [assignment('a', [upstream.port])],
    });

  function ask(port: number, path: string, agent: Agent): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port, path, agent }, (response) => {
        response.resume().on('end', () => resolve(response));
      })
        .on('error', reject)
        .end();
    });
  }

  it('closes after each response while health checks fail, and no more when they pass', async () => {
    const agent = new Agent({ keepAlive: true });
    const connection = async () => (await ask(proxy.port(), '/', agent)).headers.connection;
    proxy.engine.failHealthCheck(true);
    assert.equal(proxy.engine.isDraining, true);
    assert.equal(await connection(), 'close');
    proxy.engine.failHealthCheck(false);
    assert.notEqual(await connection(), 'close');
    assert.equal(proxy.engine.isDraining, false);
    agent.destroy();
  });

  it('says goodbye on HTTP/2', async () => {
    const session = connectHttp2(`http://127.0.0.1:${proxy.port()}`);
    await once(session, 'connect');
    proxy.engine.failHealthCheck(true);
    const goodbye = once(session, 'goaway');
    const stream = session.request({ ':path': '/', ':authority': 'a.example' });
    const [head] = (await once(stream, 'response')) as [IncomingHttpHeaders];
    assert.equal(head[':status'], 200);
    stream.resume();
    await goodbye;
  });

  it('takes no connection after a drain, and lets requests finish', async () => {
    const port = proxy.port();
    const agent = new Agent({ keepAlive: true });
    const slow = ask(port, '/slow', agent);
    await until(() => answerSlow !== undefined);
    assert.equal(await proxy.engine.drainListeners(0), 1);
    await assert.rejects(ask(port, '/', new Agent()), { code: 'ECONNREFUSED' });
    assert.deepEqual(proxy.engine.listeners(), []);
    const rest = proxy.engine.drainListeners(10_000);
    answerSlow?.();
    assert.equal((await slow).statusCode, 200);
    assert.equal(await rest, 0);
    await apply();
    assert.deepEqual(proxy.engine.listeners(), []);
    agent.destroy();
  });
});
