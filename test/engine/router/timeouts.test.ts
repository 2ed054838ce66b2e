import assert from 'node:assert/strict';
import type { RouteAction } from '../../../src/envoy/route.ts';
import { type EchoUpstream, startEcho } from '../../support/echo-upstream.ts';
import { assignment, cluster, listener, routes, routeTo, TestEngine, virtualHost } from '../../support/engine.ts';
import { exchange } from '../../support/http-exchange.ts';

describe('timeouts', () => {
  let upstream: EchoUpstream;
  let proxy: TestEngine;

  /** Answers only requests with x-answer, after so many tries. */
  before(async () => {
    upstream = await startEcho((response, { headers }, count) => {
      if (headers['x-begin'] !== undefined) response.write('begun');
      else if (count >= Number(headers['x-answer'] ?? Number.POSITIVE_INFINITY)) response.end('ok');
    });
  });
  beforeEach(() => {
    proxy = new TestEngine();
    upstream.seen.length = 0;
  });
  afterEach(() => proxy.engine.close());
  after(() => {
    upstream.server.closeAllConnections();
    upstream.server.close();
  });

  const start = (action: Partial<RouteAction>) =>
    proxy.apply({
      listeners: [listener()],
      routes: [routes([virtualHost([routeTo('a', action)])])],
      clusters: [cluster('a')],
      endpoints: [assignment('a', [upstream.port])],
    });

  it('of a route end a request with 504, and the upstream knows them', async () => {
    await start({ timeout: '0.050s' });
    const { status, body } = await exchange(proxy.port());
    assert.deepEqual([status, body], [504, 'upstream request timeout']);
    assert.equal(upstream.seen[0]?.headers['x-envoy-expected-rq-timeout-ms'], '50');
    assert.equal(proxy.stat('cluster.a.upstream_rq_timeout'), 1);
  });

  it('that are passed after the response has begun cut it off', async () => {
    await start({ timeout: '0.050s' });
    await assert.rejects(exchange(proxy.port(), { headers: { 'x-begin': '1' } }), { code: 'ECONNRESET' });
  });

  it('of each try are followed by another where resets are retried', async () => {
    await start({ timeout: '0s', retryPolicy: { retryOn: '5xx', numRetries: 2, perTryTimeout: '0.030s' } });
    const { status } = await exchange(proxy.port(), { headers: { 'x-answer': '2' } });
    assert.equal(status, 200);
    assert.deepEqual(
      upstream.seen.map(({ headers }) => headers['x-envoy-expected-rq-timeout-ms']),
      ['30', '30'],
    );
  });

  it('of each try end the request where they are not retried', async () => {
    await start({ timeout: '0s', retryPolicy: { retryOn: 'connect-failure', numRetries: 2, perTryTimeout: '0.030s' } });
    const { status, body } = await exchange(proxy.port());
    assert.deepEqual([status, body, upstream.seen.length], [504, 'upstream request timeout', 1]);
  });

  it('of gRPC clients hold although the route has none', async () => {
    await start({ timeout: '0s', maxGrpcTimeout: '0s' });
    const headers = { 'content-type': 'application/grpc', 'grpc-timeout': '50m' };
    const answer = await exchange(proxy.port(), { method: 'POST', headers });
    assert.deepEqual([answer.status, answer.headers['grpc-status']], [200, '14']);
    assert.equal(upstream.seen[0]?.headers['grpc-timeout'], '50m');
    assert.equal(upstream.seen[0]?.headers['x-envoy-expected-rq-timeout-ms'], '50');
  });

  it('of gRPC clients are capped by the route', async () => {
    await start({ timeout: '0s', maxGrpcTimeout: '0.050s' });
    const headers = { 'content-type': 'application/grpc', 'grpc-timeout': '10S' };
    await exchange(proxy.port(), { method: 'POST', headers });
    assert.equal(upstream.seen[0]?.headers['grpc-timeout'], '50m');
  });
});
