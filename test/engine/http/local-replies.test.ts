import assert from 'node:assert/strict';
import { type EchoUpstream, startEcho } from '../../support/echo-upstream.ts';
import {
  assignment,
  cluster,
  defaultRetryPolicy,
  listener,
  routes,
  routeTo,
  TestEngine,
  virtualHost,
} from '../../support/engine.ts';
import { exchange } from '../../support/http-exchange.ts';

describe('answers of the proxy itself', () => {
  let upstream: EchoUpstream;
  const proxy = new TestEngine();

  before(async () => {
    upstream = await startEcho((response, { url }) => {
      if (url === '/cut') response.destroy();
      else response.end('ok');
    });
    const to = (prefix: string, name: string, action = {}) => ({ ...routeTo(name, action), match: { prefix } });
    await proxy.apply({
      listeners: [listener()],
      routes: [
        routes([
          virtualHost(
            [
              to('/unknown-cluster', 'nobody'),
              to('/unknown-but-500', 'nobody', { clusterNotFoundResponseCode: 'INTERNAL_SERVER_ERROR' }),
              to('/no-endpoints', 'empty'),
              to('/unhealthy', 'unhealthy'),
              to('/dead', 'dead'),
              to('/retried', 'dead', { retryPolicy: defaultRetryPolicy }),
              to('/cut', 'a'),
              { match: { prefix: '/text' }, directResponse: { status: 418, body: { inlineString: 'teapot' } } },
              { match: { prefix: '/bytes' }, directResponse: { status: 200, body: { inlineBytes: 'aGVsbG8=' } } },
              {
                match: { prefix: '/marked' },
                route: { cluster: 'nobody' },
                responseHeadersToAdd: [{ header: { key: 'x-mark', value: '%RESPONSE_CODE%' } }],
              },
            ],
            { domains: ['shop.example.com'] },
          ),
        ]),
      ],
      clusters: [cluster('a'), cluster('empty'), cluster('dead'), cluster('unhealthy')],
      endpoints: [
        assignment('a', [upstream.port]),
        assignment('empty', []),
        assignment('dead', [1]),
        {
          clusterName: 'unhealthy',
          endpoints: [
            {
              lbEndpoints: [
                {
                  endpoint: { address: { socketAddress: { address: '127.0.0.1', portValue: upstream.port } } },
                  healthStatus: 'UNHEALTHY',
                },
              ],
            },
          ],
        },
      ],
    });
  });
  after(async () => {
    await proxy.engine.close();
    upstream.server.close();
  });

  const resetText = 'upstream connect error or disconnect/reset before headers. ';
  const table: readonly [string, { path?: string; host?: string }, number, string][] = [
    ['an unknown host', { host: 'other.example.com' }, 404, ''],
    ['a path without a route', { path: '/nowhere' }, 404, ''],
    ['a cluster that does not exist', { path: '/unknown-cluster' }, 503, ''],
    ['one whose route wants another status for it', { path: '/unknown-but-500' }, 500, ''],
    ['a cluster without endpoints', { path: '/no-endpoints' }, 503, 'no healthy upstream'],
    ['a cluster without a healthy endpoint', { path: '/unhealthy' }, 503, 'no healthy upstream'],
    ['an endpoint that refuses', { path: '/dead' }, 503, `${resetText}reset reason: remote connection failure`],
    [
      'one that refuses every try',
      { path: '/retried' },
      503,
      `${resetText}retried and the latest reset reason: remote connection failure`,
    ],
    ['an upstream that hangs up', { path: '/cut' }, 503, `${resetText}reset reason: connection termination`],
    ['a direct response', { path: '/text' }, 418, 'teapot'],
    ['a direct response of bytes', { path: '/bytes' }, 200, 'hello'],
  ];
  for (const [what, request, status, body] of table)
    it(`tell of ${what}`, async () => {
      const answer = await exchange(proxy.port(), request);
      assert.deepEqual([answer.status, answer.body], [status, body]);
      assert.equal(answer.headers['content-length'], String(body.length));
      assert.equal(answer.headers['content-type'], body === '' ? undefined : 'text/plain');
      assert.equal(answer.headers['x-envoy-upstream-service-time'], undefined);
    });

  it('have no body for HEAD, but its length', async () => {
    const text = await exchange(proxy.port(), { method: 'HEAD', path: '/text' });
    assert.deepEqual([text.status, text.body, text.headers['content-length']], [418, '', '6']);
    const none = await exchange(proxy.port(), { method: 'HEAD', path: '/nowhere' });
    assert.deepEqual([none.status, none.headers['content-length']], [404, '0']);
    assert.equal(none.headers['transfer-encoding'], undefined);
  });

  it('end the connection where they call the message a mistake, and only there', async () => {
    const keep = { connection: 'keep-alive' };
    const unreadable = await exchange(proxy.port(), { path: '/%00', headers: keep });
    assert.deepEqual([unreadable.status, unreadable.headers.connection], [400, 'close']);
    const unrouted = await exchange(proxy.port(), { method: 'OPTIONS', path: '*', headers: keep });
    assert.deepEqual([unrouted.status, unrouted.headers.connection], [404, undefined]);
  });

  it('pass the response operations of the route, which do not know their status yet', async () => {
    const { headers } = await exchange(proxy.port(), { path: '/marked' });
    assert.equal(headers['x-mark'], '0');
  });

  it('close the connection where the request body was not read', async () => {
    const { headers } = await exchange(proxy.port(), { method: 'POST', path: '/nowhere', body: 'x'.repeat(100_000) });
    assert.equal(headers.connection, 'close');
  });

  it('speak gRPC to gRPC clients', async () => {
    const headers = { 'content-type': 'application/grpc' };
    const empty = await exchange(proxy.port(), { method: 'POST', path: '/no-endpoints', headers });
    assert.equal(empty.status, 200);
    assert.equal(empty.headers['content-type'], 'application/grpc');
    assert.equal(empty.headers['grpc-status'], '14');
    assert.equal(empty.headers['grpc-message'], 'no healthy upstream');
    const unknown = await exchange(proxy.port(), { method: 'POST', path: '/nowhere', headers });
    assert.deepEqual([unknown.headers['grpc-status'], unknown.headers['grpc-message']], ['12', undefined]);
  });
});
