import assert from 'node:assert/strict';
import { defaultBounds, Histogram } from '../../../../src/engine/stats/histogram.ts';

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

describe('a histogram', () => {
  it('counts what is below each bound', () => {
    const histogram = histogramOf([0, 0.7, 1, 4, 5, 24, 25, 3_599_999, 1e13]);
    assert.deepEqual(histogram.countsBelow([0.5, 1, 5, 10, 25, 1_800_000, 3_600_000]), [2, 2, 4, 5, 6, 7, 8]);
    assert.equal(histogram.count, 9);
  });

  it('has the sum of whole values', () => {
    assert.equal(histogramOf([1.9, 2, 100]).sum, 103);
  });

  it('never counts less for a larger bound, and all in the end', () => {
    const histogram = histogramOf(Array.from({ length: 1000 }, (_, at) => (at * at * 7) % 3_000_000));
    const counts = histogram.countsBelow(defaultBounds);
    for (let at = 1; at < counts.length; at++) assert.ok((counts[at] as number) >= (counts[at - 1] as number));
    assert.equal(counts.at(-1), 1000);
  });

  it('tells quantiles as exactly as two digits can', () => {
    const histogram = histogramOf(Array.from({ length: 100 }, (_, at) => at + 1));
    assert.equal(histogram.quantile(0.5), 51);
    assert.equal(histogram.quantile(1), 110);
    assert.equal(histogramOf([0, 0]).quantile(0.9), 0);
    assert.equal(histogramOf([]).quantile(0.5), undefined);
  });
});
