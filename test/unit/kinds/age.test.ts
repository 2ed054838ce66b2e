import assert from 'node:assert/strict';
import { age, humanDuration } from '../../../src/kinds/age.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

// The expectations are those of apimachinery's duration_test.go.
const durations: readonly (readonly [number, string])[] = [
  [-2 * second, '<invalid>'],
  [-1 * second, '0s'],
  [0, '0s'],
  [second - 1, '0s'],
  [second, '1s'],
  [2 * minute - 1, '119s'],
  [2 * minute, '2m'],
  [2 * minute + second, '2m1s'],
  [10 * minute - 1, '9m59s'],
  [10 * minute + 30 * second, '10m'],
  [3 * hour - 1, '179m'],
  [3 * hour, '3h'],
  [3 * hour + minute, '3h1m'],
  [8 * hour - 1, '7h59m'],
  [8 * hour + 30 * minute, '8h'],
  [48 * hour - 1, '47h'],
  [48 * hour, '2d'],
  [49 * hour, '2d1h'],
  [8 * day - 1, '7d23h'],
  [8 * day + hour, '8d'],
  [2 * year - 1, '729d'],
  [2 * year, '2y'],
  [2 * year + day, '2y1d'],
  [8 * year - 1, '7y364d'],
  [8 * year + 100 * day, '8y'],
];

describe('age', () => {
  for (const [durationMs, text] of durations) {
    it(`writes ${durationMs} ms as ${text}`, () => {
      assert.equal(humanDuration(durationMs), text);
    });
  }

  it('counts from a timestamp to now', () => {
    assert.equal(age('2026-01-01T00:00:00Z', Date.parse('2026-01-01T00:03:20Z')), '3m20s');
  });

  it('says unknown where there is no timestamp, or none that can be read', () => {
    assert.deepEqual([age(undefined, 0), age('yesterday', 0)], ['<unknown>', '<unknown>']);
  });
});
