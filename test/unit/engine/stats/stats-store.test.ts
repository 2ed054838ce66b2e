import assert from 'node:assert/strict';
import { statLayout } from '../../../../src/engine/stats/stat-scope.ts';
import { StatsStore } from '../../../../src/engine/stats/stats-store.ts';

describe('statistics', () => {
  const layout = statLayout(['rq_total', 'rq_active'], { responseCodes: 'rq' });

  it('have the names of their scope, sorted', () => {
    const store = new StatsStore();
    const scope = store.scope('cluster.b', layout);
    scope.values[layout.index.rq_total] = 3;
    store.scope('cluster.a', layout);
    assert.deepEqual(
      store.snapshot().map(({ name, value }) => `${name}=${value}`),
      ['cluster.a.rq_active=0', 'cluster.a.rq_total=0', 'cluster.b.rq_active=0', 'cluster.b.rq_total=3'],
    );
  });

  it('count responses by code and by class', () => {
    const store = new StatsStore();
    const scope = store.scope('http.x', layout);
    for (const status of [200, 200, 204, 503]) scope.countResponse(status);
    const values = Object.fromEntries(store.snapshot().map(({ name, value }) => [name, value]));
    assert.deepEqual(
      [values['http.x.rq_200'], values['http.x.rq_2xx'], values['http.x.rq_5xx'], values['http.x.rq_4xx']],
      [2, 3, 1, undefined],
    );
  });

  it('go on where a scope is asked for again, and go with it', () => {
    const store = new StatsStore();
    const scope = store.scope('cluster.a', layout);
    assert.equal(store.scope('cluster.a', layout), scope);
    store.remove('cluster.a');
    assert.deepEqual(store.snapshot(), []);
  });
});
