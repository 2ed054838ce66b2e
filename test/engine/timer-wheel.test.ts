import assert from 'node:assert/strict';
import { TimerWheel, WheelEntry } from '../../src/engine/timer-wheel.ts';

class Alarm extends WheelEntry {
  rings = 0;
  onRing = () => {};

  onDeadline(): void {
    this.rings++;
    this.onRing();
  }
}

const TICK = 500;

function clock() {
  let now = 0;
  const wheel = new TimerWheel({ clock: () => now });
  const pass = (ms: number) => {
    for (const end = now + ms; now < end; ) {
      now = Math.min(now + TICK, end);
      wheel.advance();
    }
  };
  const jump = (ms: number) => {
    now += ms;
    wheel.advance();
  };
  return { wheel, pass, jump };
}

describe('the timer wheel', () => {
  for (const delay of [0, 1, 499, 500, 1000, 31_000, 32_000, 60_000, 3_600_000]) {
    it(`rings once after ${delay} ms, never early and at most two ticks late`, () => {
      const { wheel, pass } = clock();
      const alarm = new Alarm();
      pass(TICK * 7);
      wheel.set(alarm, delay);
      pass(delay);
      assert.equal(alarm.rings, 0);
      pass(2 * TICK);
      assert.equal(alarm.rings, 1);
      pass(2 * delay + 100_000);
      assert.equal(alarm.rings, 1);
    });
  }

  it('takes a deadline that is moved on', () => {
    const { wheel, pass } = clock();
    const alarm = new Alarm();
    for (let i = 0; i < 20; i++) {
      wheel.set(alarm, 10_000);
      pass(9_000);
    }
    assert.equal(alarm.rings, 0);
    pass(2_500);
    assert.equal(alarm.rings, 1);
  });

  it('takes a deadline that is brought forward', () => {
    const { wheel, pass } = clock();
    const alarm = new Alarm();
    wheel.set(alarm, 3_600_000);
    wheel.set(alarm, 1000);
    pass(2000);
    assert.equal(alarm.rings, 1);
  });

  it('forgets what is cleared', () => {
    const { wheel, pass } = clock();
    const [first, second, third] = [new Alarm(), new Alarm(), new Alarm()];
    for (const alarm of [first, second, third]) wheel.set(alarm, 1000);
    wheel.clear(second);
    wheel.clear(second);
    pass(5000);
    assert.deepEqual([first.rings, second.rings, third.rings], [1, 0, 1]);
  });

  it('lets an alarm clear, set and repeat others while it rings', () => {
    const { wheel, pass } = clock();
    const alarms = Array.from({ length: 10 }, () => new Alarm());
    for (const alarm of alarms) {
      alarm.onRing = () => {
        for (const other of alarms) if (other !== alarm) wheel.clear(other);
        wheel.set(alarm, 0);
      };
      wheel.set(alarm, 1000);
    }
    pass(10_000);
    assert.equal(alarms.filter(({ rings }) => rings > 0).length, 1);
    assert.ok(alarms.reduce((sum, { rings }) => sum + rings, 0) > 5);
  });

  it('rings everything that is due after a long sleep, once', () => {
    const { wheel, jump, pass } = clock();
    const alarms = Array.from({ length: 200 }, () => new Alarm());
    alarms.forEach((alarm, i) => {
      wheel.set(alarm, i * 400);
    });
    jump(200_000);
    assert.ok(alarms.every(({ rings }) => rings === 1));
    pass(100_000);
    assert.ok(alarms.every(({ rings }) => rings === 1));
  });
});
