import assert from 'node:assert/strict';
import type { Cluster, OutlierDetection } from '../../../src/envoy/cluster.ts';
import { type EchoUpstream, startEcho } from '../../support/echo-upstream.ts';
import { assignment, cluster, listener, routes, routeTo, TestEngine, virtualHost } from '../../support/engine.ts';
import { exchange } from '../../support/http-exchange.ts';
import { until } from '../../support/until.ts';

describe('endpoints that fail', () => {
  let good: EchoUpstream;
  let bad: EchoUpstream;
  let badAnswer: (count: number) => number | 'hang';
  const proxy = new TestEngine();

  before(async () => {
    good = await startEcho();
    bad = await startEcho((response, _seen, count) => {
      const answer = badAnswer(count);
      if (answer === 'hang') return;
      if (answer === 200) response.setHeader('grpc-status', '14').setHeader('content-type', 'application/grpc');
      response.writeHead(answer).end();
    });
  });
  beforeEach(() => {
    good.seen.length = 0;
    bad.seen.length = 0;
    badAnswer = () => 500;
  });
  after(async () => {
    await proxy.engine.close();
    for (const { server } of [good, bad]) server.close().closeAllConnections();
  });

  async function apply(
    outlierDetection: OutlierDetection,
    ports: readonly number[],
    timeout = '0s',
    changes: Partial<Cluster> = {},
  ): Promise<void> {
    const detection = { maxEjectionPercent: 100, interval: '0.020s', ...outlierDetection };
    await proxy.apply({
      listeners: [listener()],
      routes: [routes([virtualHost([routeTo('a', { timeout })])])],
      clusters: [cluster('a', { lbPolicy: 'ROUND_ROBIN', outlierDetection: detection, ...changes })],
      endpoints: [assignment('a', ports)],
    });
  }

  async function statuses(count: number): Promise<number[]> {
    const all: number[] = [];
    for (let i = 0; i < count; i++) all.push((await exchange(proxy.port())).status);
    return all;
  }

  it('fail at the statuses that the cluster says, and at no other', async () => {
    const rule = {
      httpResponseHeadersMatch: { headers: [{ name: ':status', stringMatch: { exact: '429' } }] },
    } as const;
    const options = {
      '@type': 'type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
      outlierDetection: { errorMatcher: { orMatch: { rules: [rule] } } },
    } as const;
    const changes = {
      typedExtensionProtocolOptions: { 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': options },
    };
    await apply({ consecutive5xx: 2 }, [good.port, bad.port], '0s', changes);
    assert.equal((await statuses(20)).filter((status) => status === 500).length, 10);
    badAnswer = () => 429;
    assert.equal((await statuses(20)).filter((status) => status === 429).length, 2);
  });

  it('stay where one would be more than the share that may be ejected', async () => {
    await apply({ consecutive5xx: 1, maxEjectionPercent: 49 }, [good.port, bad.port]);
    assert.equal((await statuses(10)).filter((status) => status === 500).length, 5);
    await apply({ consecutive5xx: 1, maxEjectionPercent: 50 }, [good.port, bad.port]);
    assert.equal((await statuses(10)).filter((status) => status === 500).length, 1);
  });

  it('get no more requests, and are shown as ejected', async () => {
    await apply({ consecutive5xx: 3 }, [good.port, bad.port]);
    const all = await statuses(20);
    assert.equal(all.filter((status) => status === 500).length, 3);
    const [shown] = proxy.engine.clusters();
    assert.deepEqual(
      shown?.endpoints.map(({ healthy, ejected }) => [healthy, ejected]),
      [
        [true, false],
        [false, true],
      ],
    );
    assert.equal(proxy.stat('cluster.a.outlier_detection.ejections_active'), 1);
    assert.equal(proxy.stat('cluster.a.membership_healthy'), 1);
  });

  it('leave nobody to ask where panic is off', async () => {
    await apply({ consecutive5xx: 1 }, [bad.port]);
    assert.deepEqual(await statuses(3), [500, 503, 503]);
    assert.equal(bad.seen.length, 1);
  });

  it('get requests again after a while', async () => {
    await apply({ consecutive5xx: 2, baseEjectionTime: '0.050s' }, [bad.port]);
    assert.deepEqual(await statuses(3), [500, 500, 503]);
    badAnswer = () => 204;
    await until(() => proxy.stat('cluster.a.outlier_detection.ejections_active') === 0);
    assert.deepEqual(await statuses(2), [204, 204]);
  });

  it('are judged by the status of gRPC', async () => {
    badAnswer = () => 200;
    await apply({ consecutive5xx: 2 }, [bad.port]);
    assert.deepEqual(await statuses(3), [200, 200, 503]);
  });

  it('are ejected when they cannot be reached', async () => {
    await apply({ consecutive5xx: 2 }, [1]);
    assert.deepEqual(await statuses(2), [503, 503]);
    assert.equal((await exchange(proxy.port())).body, 'no healthy upstream');
  });

  it('are ejected when they do not answer in time', async () => {
    badAnswer = () => 'hang';
    await apply({ consecutive5xx: 1 }, [bad.port], '0.030s');
    assert.deepEqual(await statuses(2), [504, 503]);
  });

  it('are out no longer than their cluster is the same', async () => {
    await apply({ consecutive5xx: 1, baseEjectionTime: '60s' }, [bad.port]);
    assert.deepEqual(await statuses(2), [500, 503]);
    await apply({ consecutive5xx: 2 }, [bad.port]);
    assert.deepEqual(await statuses(1), [500]);
  });
});
