import assert from 'node:assert/strict';
import type { Cluster } from '../../../../src/engine/cluster/cluster.ts';
import { MirrorRequest } from '../../../../src/engine/filters/router/mirror-request.ts';
import { Headers } from '../../../../src/engine/http/headers.ts';
import type { ClientStream, ConnectionPool, PoolCallbacks } from '../../../../src/engine/http/stream.ts';
import { limits } from '../../../../src/engine/limits.ts';
import { clusterStats } from '../../../../src/engine/stats/layouts.ts';
import { StatScope } from '../../../../src/engine/stats/stat-scope.ts';
import { TimerWheel } from '../../../../src/engine/timer-wheel.ts';

/** A mirror whose connection the test makes, fills and empties. */
function mirror() {
  let now = 0;
  let released = 0;
  let takes = true;
  const sent: string[] = [];
  let callbacks: PoolCallbacks | undefined;
  const timers = new TimerWheel({ tickMs: 10, clock: () => now });
  const stats = new StatScope('cluster.a', clusterStats);
  const pool = {
    newStream: (_handler, waiting) => {
      callbacks = waiting;
      return { cancel: () => sent.push('cancelled') };
    },
  } as Partial<ConnectionPool> as ConnectionPool;
  const cluster = {
    stats,
    choose: () => ({ activeRequests: 0, requests: 0, errors: 0 }),
    pool: () => pool,
  } as unknown as Cluster;
  const stream = {
    protocol: 'HTTP/2',
    sendHead: (_head, end) => note('head', end),
    sendData: (chunk, end) => note(`${chunk.length}`, end),
    sendTrailers: () => void sent.push('trailers end'),
    reset: () => void sent.push('reset'),
  } as Partial<ClientStream> as ClientStream;
  const note = (what: string, end: boolean) => {
    sent.push(end ? `${what} end` : what);
    return takes;
  };
  const request = new MirrorRequest({
    cluster,
    head: { method: 'POST', scheme: 'http', authority: 'a', path: '/', headers: new Headers(), upgrade: undefined },
    protocol: 'HTTP/1.1',
    timeoutMs: 5000,
    environment: { timers, random: () => 0 },
    onRelease: () => released++,
  });
  after(() => {
    // Whatever still waits: a wheel with entries keeps its interval.
    callbacks?.onFailure('connection-failure', '');
    request.detach();
  });
  return {
    request,
    sent,
    released: () => released,
    abandoned: () => stats.values[clusterStats.index.retry_or_shadow_abandoned],
    connect: () => callbacks?.onReady(stream),
    full: () => {
      takes = false;
    },
    pass: (ms: number) => {
      for (const end = now + ms; now < end; ) {
        now += 10;
        timers.advance();
      }
    },
  };
}

const MIB = limits.mirrorBufferBytes.value;
const chunk = (bytes: number) => Buffer.alloc(bytes);

describe('a copy of a request', () => {
  it('is sent when there is a connection, with all that came before', () => {
    const { request, sent, connect } = mirror();
    request.start(false);
    request.onRequestData(chunk(3), false);
    request.onRequestData(chunk(2), true);
    connect();
    assert.deepEqual(sent, ['head', '3', '2 end']);
  });

  it('ends with its head, with empty data or with trailers, as the request does', () => {
    const bare = mirror();
    bare.request.start(true);
    bare.connect();
    assert.deepEqual(bare.sent, ['head end']);
    const empty = mirror();
    empty.request.start(false);
    empty.request.onRequestData(chunk(0), true);
    empty.connect();
    assert.deepEqual(empty.sent, ['head', '0 end']);
    const trailing = mirror();
    trailing.request.start(false);
    trailing.request.onRequestData(chunk(1), false);
    trailing.request.onRequestTrailers(new Headers(['a', 'b']));
    trailing.connect();
    assert.deepEqual(trailing.sent, ['head', '1', 'trailers end']);
  });

  it('holds a long body back until it is connected', () => {
    const { request, sent, connect, released } = mirror();
    request.start(false);
    request.onRequestData(chunk(MIB), false);
    assert.equal(request.holdsBack, false);
    request.onRequestData(chunk(1), false);
    assert.equal(request.holdsBack, true);
    connect();
    assert.deepEqual([request.holdsBack, released()], [false, 1]);
    assert.deepEqual(sent, ['head', `${MIB}`, '1']);
  });

  it('holds it back while the mirror takes nothing, but not for ever', () => {
    const { request, sent, connect, full, pass, released, abandoned } = mirror();
    request.start(false);
    connect();
    full();
    request.onRequestData(chunk(1), false);
    request.onRequestData(chunk(MIB + 1), false);
    assert.equal(request.holdsBack, true);
    pass(limits.mirrorStallMs.value + 20);
    assert.deepEqual([request.holdsBack, released(), abandoned()], [false, 1, 1]);
    request.onRequestData(chunk(1), true);
    assert.deepEqual(sent, ['head', '1', 'reset']);
  });

  it('is over with its timeout, counted from the end of the request', () => {
    const { request, sent, connect, pass } = mirror();
    request.start(false);
    connect();
    pass(6000);
    request.onRequestData(chunk(1), true);
    pass(4900);
    assert.deepEqual(sent, ['head', '1 end']);
    pass(200);
    assert.deepEqual(sent, ['head', '1 end', 'reset']);
  });

  it('goes on when the request is over, unless a part of it is missing', () => {
    const whole = mirror();
    whole.request.start(true);
    whole.request.detach();
    whole.connect();
    assert.deepEqual(whole.sent, ['head end']);
    const half = mirror();
    half.request.start(false);
    half.request.detach();
    assert.deepEqual(half.sent, ['cancelled']);
  });
});
