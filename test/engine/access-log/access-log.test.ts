import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EchoUpstream, startEcho } from '../../support/echo-upstream.ts';
import {
  assignment,
  cluster,
  connectionManager,
  listener,
  routes,
  routeTo,
  TestEngine,
  virtualHost,
} from '../../support/engine.ts';
import { exchange } from '../../support/http-exchange.ts';
import { processFolder } from '../../support/temporary-folder.ts';

describe('access logs', () => {
  let upstream: EchoUpstream;

  before(async () => {
    upstream = await startEcho();
  });
  after(() => upstream.server.close());

  /** The lines of some requests; the log is complete when the engine is closed. */
  async function linesOf(
    logFormat: object | undefined,
    requests: readonly Parameters<typeof exchange>[1][],
    sink?: string,
  ): Promise<string[]> {
    const path = join(processFolder(), 'access.log');
    const typedConfig = {
      '@type': 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog',
      path,
      logFormat,
    };
    const log = { name: 'envoy.access_loggers.file', typedConfig };
    const proxy = new TestEngine({ accessLog: sink, now: () => Date.UTC(2018, 6, 1, 12, 0, 0, 7) });
    await proxy.apply({
      listeners: [listener(connectionManager({ accessLog: [log] }))],
      routes: [routes([virtualHost([{ ...routeTo('a'), name: 'r' }], { domains: ['shop.example.com'] })])],
      clusters: [cluster('a')],
      endpoints: [assignment('a', [upstream.port])],
    });
    for (const request of requests) await exchange(proxy.port(), request);
    await proxy.engine.close();
    return existsSync(path) ? readFileSync(path, 'latin1').split('\n').slice(0, -1) : [];
  }

  it('are not written where the user wants none, whatever the config says', async () => {
    assert.deepEqual(await linesOf(undefined, [{ path: '/' }], 'off'), []);
    assert.equal(existsSync('off'), false);
  });

  it('are in the default format of Envoy', async () => {
    const [ok = '', missing = ''] = await linesOf(undefined, [
      { method: 'POST', path: '/a?b=1', body: 'hello', headers: { 'user-agent': 'test' } },
      { host: 'other.example.com' },
    ]);
    const id = '"[\\da-f-]{36}"';
    assert.match(
      ok,
      new RegExp(
        `^\\[2018-07-01T12:00:00\\.007Z\\] "POST /a\\?b=1 HTTP/1\\.1" 200 - 5 2 \\d+ \\d+ "127\\.0\\.0\\.1" "test" ${id} "shop\\.example\\.com" "127\\.0\\.0\\.1:${upstream.port}"$`,
      ),
    );
    assert.match(
      missing,
      new RegExp(`"GET / HTTP/1\\.1" 404 NR 0 0 \\d+ - "127\\.0\\.0\\.1" "-" ${id} "other\\.example\\.com" "-"$`),
    );
  });

  it('are in a text format of the user', async () => {
    const inlineString =
      '%UPSTREAM_LOCAL_ADDRESS_WITHOUT_PORT%|%ROUTE_NAME%|%UPSTREAM_CLUSTER_RAW%|%RESPONSE_CODE_DETAILS%|%REQ(X-A?X-B):3%|%START_TIME(%Y)%\n';
    const lines = await linesOf({ textFormatSource: { inlineString } }, [
      { headers: { 'x-b': 'bbbbb' } },
      { host: 'other' },
    ]);
    assert.deepEqual(lines, ['127.0.0.1|r|a|via_upstream|bbb|2018', '-|-|-|route_not_found|-|2018']);
  });

  it('are JSON lines, whatever a client sends', async () => {
    const jsonFormat = {
      code: '%RESPONSE_CODE%',
      flags: '%RESPONSE_FLAGS%',
      agent: '%REQ(USER-AGENT)%',
      both: { at: '%REQ(X-A)%/%PROTOCOL%' },
    };
    const headers = { 'user-agent': '\u00ff"{"x":1}', 'x-a': Buffer.from('ü').toString('latin1') };
    const [line = '', second = ''] = await linesOf({ jsonFormat }, [{ headers }, { host: 'other' }]);
    assert.deepEqual(JSON.parse(Buffer.from(line, 'latin1').toString()), {
      code: 200,
      flags: '-',
      agent: '\ufffd"{"x":1}',
      both: { at: 'ü/HTTP/1.1' },
    });
    assert.deepEqual(JSON.parse(second), { code: 404, flags: 'NR', agent: null, both: { at: '-/HTTP/1.1' } });
  });
});
