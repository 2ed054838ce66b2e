import assert from 'node:assert/strict';
import type { RetryPolicy } from '../../../src/envoy/route.ts';
import { type EchoUpstream, type Seen, startEcho } from '../../support/echo-upstream.ts';
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

describe('retries', () => {
  let upstream: EchoUpstream;
  let proxy: TestEngine;

  /** The n-th try gets the n-th status of x-status; `close` hangs up. The last stands for all further ones. */
  before(async () => {
    upstream = await startEcho((response, { headers }: Seen, count) => {
      const plan = String(headers['x-status'] ?? '200').split(',');
      const step = plan[Math.min(count, plan.length) - 1] ?? '200';
      if (step === 'close') response.destroy();
      else
        response
          .writeHead(Number(step), headers['x-grpc'] === undefined ? {} : { 'grpc-status': headers['x-grpc'] })
          .end('ok');
    });
  });
  beforeEach(() => {
    proxy = new TestEngine();
    upstream.seen.length = 0;
  });
  afterEach(() => proxy.engine.close());
  after(() => upstream.server.close());

  const start = (retryPolicy: RetryPolicy, ports = [upstream.port]) =>
    proxy.apply({
      listeners: [listener()],
      routes: [routes([virtualHost([routeTo('a', { retryPolicy })])])],
      clusters: [cluster('a', { lbPolicy: 'ROUND_ROBIN' })],
      endpoints: [assignment('a', ports)],
    });
  const tries = () => upstream.seen.map(({ headers }) => headers['x-envoy-attempt-count']);

  it('go to another endpoint where there is one, though chance would choose the dead one every time', async () => {
    const free = await startEcho();
    free.server.close();
    await proxy.engine.close();
    proxy = new TestEngine({ random: () => 0 });
    await proxy.apply({
      listeners: [listener()],
      routes: [routes([virtualHost([routeTo('a', { retryPolicy: defaultRetryPolicy })])])],
      clusters: [cluster('a')],
      endpoints: [assignment('a', [free.port, upstream.port])],
    });
    assert.equal((await exchange(proxy.port())).status, 200);
    assert.deepEqual(tries(), ['2']);
  });

  const table: readonly [string, RetryPolicy, Record<string, string>, number, number][] = [
    ['a 5xx until it goes well', { retryOn: '5xx', numRetries: 3 }, { 'x-status': '503,500,200' }, 200, 3],
    ['no more often than allowed', { retryOn: '5xx', numRetries: 3 }, { 'x-status': '503' }, 503, 4],
    ['gateway errors, but no 500', { retryOn: 'gateway-error', numRetries: 1 }, { 'x-status': '500,200' }, 500, 1],
    ['gateway errors', { retryOn: 'gateway-error', numRetries: 1 }, { 'x-status': '504,200' }, 200, 2],
    ['409 as retriable 4xx', { retryOn: 'retriable-4xx', numRetries: 1 }, { 'x-status': '409,200' }, 200, 2],
    [
      'the statuses that are listed',
      { retryOn: 'retriable-status-codes', retriableStatusCodes: [418], numRetries: 1 },
      { 'x-status': '418,200' },
      200,
      2,
    ],
    ['a connection that is closed', { retryOn: 'reset', numRetries: 2 }, { 'x-status': 'close,200' }, 200, 2],
    ['a connection that is closed, as a 5xx', { retryOn: '5xx', numRetries: 2 }, { 'x-status': 'close,200' }, 200, 2],
    [
      'no closed connection for connect-failure',
      { retryOn: 'connect-failure', numRetries: 2 },
      { 'x-status': 'close' },
      503,
      1,
    ],
    ['by default no status', defaultRetryPolicy, { 'x-status': '503,200' }, 503, 1],
    ['gRPC statuses in the head', { retryOn: 'unavailable', numRetries: 1 }, { 'x-grpc': '14' }, 200, 2],
    ['no other gRPC status', { retryOn: 'unavailable', numRetries: 1 }, { 'x-grpc': '5' }, 200, 1],
    ['nothing without a condition', { retryOn: '', numRetries: 1 }, { 'x-status': '503,200' }, 503, 1],
  ];
  for (const [what, policy, headers, status, count] of table)
    it(`repeat ${what}`, async () => {
      await start(policy);
      const answer = await exchange(proxy.port(), { headers });
      assert.equal(answer.status, status);
      assert.deepEqual(
        tries(),
        Array.from({ length: count }, (_, at) => String(at + 1)),
      );
    });

  it('go to another endpoint where the policy wants that', async () => {
    await start(defaultRetryPolicy, [1, 2, upstream.port]);
    for (let i = 0; i < 6; i++) assert.equal((await exchange(proxy.port())).status, 200);
  });

  it('send the body again, up to 1 MiB', async () => {
    await start({ retryOn: '5xx', numRetries: 2 });
    const headers = { 'x-status': '503,200' };
    const small = await exchange(proxy.port(), { method: 'POST', body: 'x'.repeat(70_000), headers });
    assert.equal(small.status, 200);
    assert.deepEqual(
      upstream.seen.map(({ body }) => body.length),
      [70_000, 70_000],
    );
    upstream.seen.length = 0;
    const large = await exchange(proxy.port(), { method: 'POST', body: 'x'.repeat(2_000_000), headers });
    assert.equal(large.status, 503);
    assert.deepEqual(
      upstream.seen.map(({ body }) => body.length),
      [2_000_000],
    );
  });

  it('are counted', async () => {
    await start({ retryOn: '5xx', numRetries: 1 });
    await exchange(proxy.port(), { headers: { 'x-status': '503,200' } });
    upstream.seen.length = 0;
    await exchange(proxy.port(), { headers: { 'x-status': '503' } });
    const stat = (name: string) => proxy.stat(`cluster.a.${name}`);
    assert.deepEqual(
      [stat('upstream_rq_retry'), stat('upstream_rq_retry_success'), stat('upstream_rq_retry_limit_exceeded')],
      [2, 1, 1],
    );
    assert.equal(stat('upstream_rq_503'), 3);
  });

  it('stop at the limit of the cluster', async () => {
    const thresholds = [{ maxRetries: 0 }];
    await start({ retryOn: '5xx', numRetries: 1 });
    await proxy.apply({ clusters: [cluster('a', { circuitBreakers: { thresholds } })] });
    assert.equal((await exchange(proxy.port(), { headers: { 'x-status': '503,200' } })).status, 503);
    assert.equal(proxy.stat('cluster.a.upstream_rq_retry_overflow'), 1);
  });
});
