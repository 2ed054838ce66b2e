import assert from 'node:assert/strict';
import { CircuitBreaker } from '../../../../src/engine/cluster/circuit-breaker.ts';

describe('a circuit breaker', () => {
  it('has Envoy’s limits where none are set', () => {
    const { maxConnections, maxPendingRequests, maxRequests, maxRetries } = new CircuitBreaker();
    assert.deepEqual([maxConnections, maxPendingRequests, maxRequests, maxRetries], [1024, 1024, 1024, 3]);
  });

  it('looks at the limits of the default priority', () => {
    const breaker = new CircuitBreaker([{ priority: 'HIGH', maxRetries: 7 }, { maxRetries: 1 }]);
    assert.equal(breaker.allowsRetry, true);
    breaker.retries = 1;
    assert.equal(breaker.allowsRetry, false);
  });

  const budgets: readonly [string, object, number, number][] = [
    ['a share of the requests that there are', { budgetPercent: { value: 25 }, minRetryConcurrency: 1 }, 40, 10],
    ['at least so many', { budgetPercent: { value: 25 }, minRetryConcurrency: 5 }, 8, 5],
    ['a fifth, and three, where nothing is set', {}, 0, 3],
    ['none where that is wanted', { budgetPercent: { value: 0 }, minRetryConcurrency: 0 }, 100, 0],
  ];
  for (const [what, retryBudget, active, allowed] of budgets)
    it(`with a retry budget allows ${what}, whatever the limit`, () => {
      const breaker = new CircuitBreaker([{ maxRetries: 1, retryBudget }]);
      breaker.requests = active / 2;
      breaker.pendingRequests = active / 2;
      while (breaker.allowsRetry) breaker.retries++;
      assert.equal(breaker.retries, allowed);
    });
});
