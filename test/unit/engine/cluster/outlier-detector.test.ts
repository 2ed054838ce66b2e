import assert from 'node:assert/strict';
import type { EndpointMonitor } from '../../../../src/engine/cluster/endpoint-monitor.ts';
import { OutlierDetector } from '../../../../src/engine/cluster/outlier-detector.ts';
import { compileOutlierSettings } from '../../../../src/engine/cluster/outlier-settings.ts';
import { outlierStats } from '../../../../src/engine/stats/layouts.ts';
import { StatScope } from '../../../../src/engine/stats/stat-scope.ts';
import type { OutlierDetection } from '../../../../src/envoy/cluster.ts';

/** A detector of some endpoints whose time the test moves on. */
function detector(config: OutlierDetection, size = 4) {
  let now = 0;
  let changes = 0;
  const stats = new StatScope('outlier_detection', outlierStats);
  const outliers = new OutlierDetector(compileOutlierSettings({ maxEjectionPercent: 100, interval: '1s', ...config }), {
    stats,
    random: () => 0.5,
    clock: () => now,
    onChange: () => changes++,
  });
  const monitors = Array.from({ length: size }, () => outliers.watch());
  after(() => outliers.close());
  return {
    outliers,
    monitors,
    first: monitors[0] as EndpointMonitor,
    stat: (name: keyof typeof outlierStats.index) => stats.values[outlierStats.index[name]],
    changes: () => changes,
    /** Lets intervals of a second pass. */
    pass: (seconds: number) => {
      for (let i = 0; i < seconds; i++) {
        now += 1000;
        outliers.sweep();
      }
    },
  };
}

function respond(monitor: EndpointMonitor | undefined, ...statuses: readonly number[]): void {
  for (const status of statuses) monitor?.onResponse(status);
}

describe('outlier detection', () => {
  it('ejects after so many 5xx in a row, whatever they are', () => {
    const { first, monitors, stat, changes } = detector({ consecutive5xx: 3 });
    respond(first, 500, 503, 200, 500, 503);
    assert.equal(first.isEjected, false);
    respond(first, 501);
    assert.deepEqual(
      monitors.map(({ isEjected }) => isEjected),
      [true, false, false, false],
    );
    assert.deepEqual([stat('ejections_active'), stat('ejections_enforced_total'), changes()], [1, 1, 1]);
  });

  it('tells gateway errors from others, if that is wanted', () => {
    const gateway = { consecutive5xx: 100, consecutiveGatewayFailure: 2, enforcingConsecutiveGatewayFailure: 100 };
    const { first, stat } = detector(gateway);
    respond(first, 502, 500, 504);
    assert.equal(first.isEjected, false);
    respond(first, 503);
    assert.equal(first.isEjected, true);
    assert.equal(stat('ejections_enforced_consecutive_gateway_failure'), 1);
  });

  it('only counts what is not enforced', () => {
    const { first, stat } = detector({ consecutive5xx: 2, enforcingConsecutive5xx: 0 });
    respond(first, 500, 500);
    assert.deepEqual([first.isEjected, stat('ejections_detected_consecutive_5xx')], [false, 1]);
  });

  it('takes failures to connect for 503 and timeouts for 504', () => {
    const { first } = detector({ consecutive5xx: 3 });
    first.onReset();
    first.onTimeout();
    first.onConnected();
    first.onReset();
    assert.equal(first.isEjected, true);
  });

  it('takes a connection for TCP for a success', () => {
    const { first } = detector({ consecutive5xx: 2 });
    first.onReset();
    first.onTunnel();
    first.onReset();
    assert.equal(first.isEjected, false);
    first.onReset();
    assert.equal(first.isEjected, true);
  });

  it('counts them for themselves where local failures are split off', () => {
    const { first, stat } = detector({
      consecutive5xx: 2,
      splitExternalLocalOriginErrors: true,
      consecutiveLocalOriginFailure: 3,
    });
    first.onReset();
    first.onTimeout();
    first.onConnected();
    first.onReset();
    respond(first, 500);
    assert.equal(first.isEjected, false);
    first.onTimeout();
    first.onReset();
    assert.equal(first.isEjected, true);
    assert.equal(stat('ejections_enforced_consecutive_local_origin_failure'), 1);
  });

  it('lets an endpoint back when its time is over, and keeps it out longer the next time', () => {
    const { first, pass, stat } = detector({ consecutive5xx: 1, baseEjectionTime: '3s' });
    respond(first, 500);
    pass(2);
    assert.equal(first.isEjected, true);
    pass(1);
    assert.deepEqual([first.isEjected, stat('ejections_active')], [false, 0]);
    respond(first, 500);
    pass(5);
    assert.equal(first.isEjected, true);
    pass(1);
    assert.equal(first.isEjected, false);
  });

  it('forgives with every quiet interval', () => {
    const { first, pass } = detector({ consecutive5xx: 1, baseEjectionTime: '3s' });
    respond(first, 500);
    pass(3 + 1);
    respond(first, 500);
    pass(3);
    assert.equal(first.isEjected, false);
  });

  it('keeps nobody out for more than five minutes', () => {
    const { first, pass } = detector({ consecutive5xx: 1, baseEjectionTime: '200s' });
    respond(first, 500);
    pass(200);
    respond(first, 500);
    pass(300);
    assert.equal(first.isEjected, false);
  });

  it('ejects no more than the percentage, and nobody where one is too much', () => {
    const half = detector({ consecutive5xx: 1, maxEjectionPercent: 50 });
    for (const monitor of half.monitors) respond(monitor, 500);
    assert.deepEqual(
      half.monitors.map(({ isEjected }) => isEjected),
      [true, true, false, false],
    );
    assert.equal(half.stat('ejections_overflow'), 2);
    const tenth = detector({ consecutive5xx: 1, maxEjectionPercent: 10 });
    respond(tenth.first, 500);
    assert.equal(tenth.first.isEjected, false);
  });

  it('forgets endpoints that leave', () => {
    const { outliers, first, monitors, stat } = detector({ consecutive5xx: 1, maxEjectionPercent: 30 });
    respond(first, 500);
    outliers.unwatch(first);
    assert.equal(stat('ejections_active'), 0);
    outliers.watch();
    respond(monitors[1], 500);
    assert.equal(monitors[1]?.isEjected, true);
  });
});
