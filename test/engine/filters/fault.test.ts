import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { HttpFault } from '../../../src/envoy/http-fault.ts';
import type { Route } from '../../../src/envoy/route.ts';
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
import { httpFilters } from '../../support/http-filters.ts';
import { exchanges } from '../../support/http2-exchange.ts';
import { until } from '../../support/until.ts';

const ALWAYS = { numerator: 100, denominator: 'HUNDRED' } as const;

function faulty(path: string, fault: Omit<HttpFault, '@type'>, changes: Partial<Route> = {}): Route {
  const config: HttpFault = {
    '@type': 'type.googleapis.com/envoy.extensions.filters.http.fault.v3.HTTPFault',
    ...fault,
  };
  return {
    ...routeTo('a'),
    match: { path },
    typedPerFilterConfig: { 'envoy.filters.http.fault': { ...config } },
    ...changes,
  };
}

for (const [version, exchange] of exchanges)
  describe(`the fault filter, over ${version}`, () => {
    let upstream: EchoUpstream;
    const proxy = new TestEngine();

    before(async () => {
      upstream = await startEcho();
      await proxy.apply({
        listeners: [listener(connectionManager({ httpFilters: httpFilters('fault', 'cors') }))],
        routes: [
          routes([
            virtualHost([
              faulty('/abort', { abort: { httpStatus: 418, percentage: ALWAYS } }),
              faulty('/never', { abort: { httpStatus: 418 }, delay: { fixedDelay: '60s' } }),
              faulty('/tenth', {
                abort: { httpStatus: 503, percentage: { numerator: 1000, denominator: 'TEN_THOUSAND' } },
              }),
              faulty('/delay', { delay: { fixedDelay: '0.100s', percentage: ALWAYS } }),
              faulty('/both', {
                delay: { fixedDelay: '0.050s', percentage: ALWAYS },
                abort: { httpStatus: 500, percentage: ALWAYS },
              }),
              faulty('/hour', { delay: { fixedDelay: '3600s', percentage: ALWAYS } }),
              faulty('/grpc', { abort: { grpcStatus: 14, percentage: ALWAYS } }),
              faulty(
                '/marked',
                { abort: { httpStatus: 503, percentage: ALWAYS } },
                { responseHeadersToAdd: [{ header: { key: 'x-mark', value: '%RESPONSE_FLAGS%' } }] },
              ),
              routeTo('a'),
            ]),
          ]),
        ],
        clusters: [cluster('a')],
        endpoints: [assignment('a', [upstream.port])],
      });
    });
    beforeEach(() => {
      upstream.seen.length = 0;
    });
    after(async () => {
      await proxy.engine.close();
      upstream.server.close();
    });

    it('answers in the place of the upstream', async () => {
      const { status, body, headers } = await exchange(proxy.port(), { path: '/abort' });
      assert.deepEqual([status, body, headers['content-type']], [418, 'fault filter abort', 'text/plain']);
      assert.equal(upstream.seen.length, 0);
    });

    it('leaves routes alone that have no fault, and those whose fault has no share', async () => {
      assert.equal((await exchange(proxy.port(), { path: '/' })).status, 200);
      assert.equal((await exchange(proxy.port(), { path: '/never' })).status, 200);
    });

    it('draws by the share', async () => {
      let aborted = 0;
      for (let i = 0; i < 300; i++) if ((await exchange(proxy.port(), { path: '/tenth' })).status === 503) aborted++;
      assert.ok(aborted > 12 && aborted < 55, `${aborted} of 300`);
    });

    it('delays a request, with its body, and then lets it go on', async () => {
      const start = performance.now();
      assert.equal((await exchange(proxy.port(), { path: '/delay', method: 'POST', body: 'hello' })).status, 200);
      assert.ok(performance.now() - start >= 100);
      assert.deepEqual(
        upstream.seen.map(({ body }) => body),
        ['hello'],
      );
    });

    it('aborts after a delay, also with a body that nobody wants', async () => {
      const body = 'x'.repeat(300_000);
      const answer = await exchange(proxy.port(), { path: '/both', method: 'POST', body });
      assert.deepEqual([answer.status, answer.body], [500, 'fault filter abort']);
      assert.equal(upstream.seen.length, 0);
    });

    it('forgets a delayed request whose client has left', async () => {
      const active = () => proxy.stat('http.outbound_0.0.0.0_80.downstream_rq_active');
      const client = connect(proxy.port(), '127.0.0.1');
      client.write('GET /hour HTTP/1.1\r\nhost: shop.example.com\r\n\r\n');
      await until(() => active() === 1);
      client.destroy();
      await until(() => active() === 0);
      assert.equal(upstream.seen.length, 0);
    });

    it('tells gRPC clients a gRPC status, and others 200 with the text', async () => {
      const grpc = await exchange(proxy.port(), { path: '/grpc', headers: { 'content-type': 'application/grpc' } });
      assert.deepEqual(
        [grpc.status, grpc.headers['grpc-status'], grpc.headers['grpc-message']],
        [200, '14', 'fault filter abort'],
      );
      const plain = await exchange(proxy.port(), { path: '/grpc' });
      assert.deepEqual(
        [plain.status, plain.headers['grpc-status'], plain.body],
        [200, undefined, 'fault filter abort'],
      );
    });

    it('has its answers marked by the route, with the flag', async () => {
      assert.equal((await exchange(proxy.port(), { path: '/marked' })).headers['x-mark'], 'FI');
    });

    it('counts what it does', () => {
      assert.ok(proxy.stat('http.outbound_0.0.0.0_80.fault.aborts_injected') > 0);
      assert.ok(proxy.stat('http.outbound_0.0.0.0_80.fault.delays_injected') > 0);
    });
  });
