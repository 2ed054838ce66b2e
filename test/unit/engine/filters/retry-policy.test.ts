import assert from 'node:assert/strict';
import { CircuitBreaker } from '../../../../src/engine/cluster/circuit-breaker.ts';
import type { Cluster } from '../../../../src/engine/cluster/cluster.ts';
import { compileRetryPolicy } from '../../../../src/engine/compile/retry-policy.ts';
import { RetryState } from '../../../../src/engine/filters/router/retry-state.ts';
import { Headers } from '../../../../src/engine/http/headers.ts';
import type { ResetReason } from '../../../../src/engine/http/stream.ts';
import { clusterStats } from '../../../../src/engine/stats/layouts.ts';
import { StatScope } from '../../../../src/engine/stats/stat-scope.ts';
import type { RetryPolicy } from '../../../../src/envoy/route.ts';
import { cluster, defaultRetryPolicy } from '../../../support/engine.ts';

/** As much of a cluster as retries look at. */
const runtime = () => {
  const circuitBreaker = new CircuitBreaker(cluster('a').circuitBreakers?.thresholds);
  return { circuitBreaker, stats: new StatScope('cluster.a', clusterStats) } as unknown as Cluster;
};
const stateOf = (config: RetryPolicy, on = runtime()) => {
  const policy = compileRetryPolicy(config);
  assert.ok(policy !== undefined);
  return new RetryState(policy, on, () => 0.999);
};

describe('retry policies', () => {
  const resets: readonly [string, ResetReason, boolean, boolean][] = [
    ['connect-failure', 'connection-failure', true, true],
    ['connect-failure', 'connection-timeout', true, true],
    ['connect-failure', 'connection-termination', true, false],
    ['refused-stream', 'remote-refused-stream', true, true],
    ['refused-stream', 'remote-reset', true, false],
    ['reset', 'connection-termination', true, true],
    ['reset', 'overflow', true, false],
    ['5xx', 'remote-reset', true, true],
    ['gateway-error', 'protocol-error', true, true],
    ['reset-before-request', 'connection-termination', false, true],
    ['reset-before-request', 'connection-termination', true, false],
    ['unavailable', 'connection-failure', true, false],
  ];
  for (const [retryOn, reason, sent, retried] of resets)
    it(`${retryOn}: ${reason} ${sent ? 'after' : 'before'} the request is ${retried ? '' : 'not '}retried`, () => {
      assert.equal(stateOf({ retryOn }).onReset(reason, sent), retried ? 'yes' : 'no');
    });

  it('do not retry what the upstream limits by rate, unless told to', () => {
    const head = { status: 503, headers: new Headers(['x-envoy-ratelimited', 'true']) };
    assert.equal(stateOf({ retryOn: '5xx' }).onHead(head), 'no');
    assert.equal(stateOf({ retryOn: 'envoy-ratelimited' }).onHead(head), 'yes');
  });

  it('retry once where they do not say how often', () => {
    const state = stateOf({ retryOn: '5xx' });
    const head = { status: 503, headers: new Headers() };
    assert.deepEqual([state.onHead(head), state.onHead(head)], ['yes', 'limit']);
  });

  it('wait a random time below an interval that doubles up to ten times its base', () => {
    const state = stateOf(defaultRetryPolicy);
    assert.deepEqual(
      [1, 2, 3, 4, 5, 6].map(() => state.nextBackOffMs()),
      [24, 49, 99, 199, 249, 249],
    );
    const own = stateOf({ retryOn: '5xx', retryBackOff: { baseInterval: '0.100s', maxInterval: '0.150s' } });
    assert.deepEqual([own.nextBackOffMs(), own.nextBackOffMs()], [99, 149]);
  });

  it('take one of the retries of the cluster, and give it back', () => {
    const on = runtime();
    const state = stateOf({ retryOn: '5xx', numRetries: 2 }, on);
    state.onReset('remote-reset', true);
    assert.equal(on.circuitBreaker.retries, 1);
    state.release();
    state.release();
    assert.equal(on.circuitBreaker.retries, 0);
  });

  it('that retry on nothing are none', () => {
    assert.equal(compileRetryPolicy(undefined), undefined);
    assert.equal(compileRetryPolicy({ retryOn: 'no-such-word', numRetries: 3 }), undefined);
  });
});
