// /stats in Envoy's forms: a line for each statistic, JSON, and Prometheus with Istio's metrics beside Envoy's own.
import type { HistogramStat, Stat } from '../engine/stats/stat-scope.ts';
import { addIstioMetrics } from './istio-metrics.ts';
import { envoyMetricName, PrometheusText } from './prometheus.ts';
import type { AdminView } from './view.ts';

/** Which statistics are asked for. */
export interface StatsFilter {
  /** Tests names; undefined: all. */
  readonly matches: ((name: string) => boolean) | undefined;
  /** Without those that nothing was ever counted in. */
  readonly usedOnly: boolean;
}

const quantiles = [0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.995, 0.999, 1];

export function statsText(view: AdminView, filter: StatsFilter): string {
  const { stats, histograms } = wanted(view, filter);
  const lines = [
    ...stats.map(({ name, value }) => `${name}: ${value}`),
    ...histograms.map(({ name, histogram }) => `${name}: ${quantileText(histogram)}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** Envoy's JSON: counters and gauges one by one, histograms as one item with the quantiles that it computes. */
export function statsJson(view: AdminView, filter: StatsFilter): unknown {
  const { stats, histograms } = wanted(view, filter);
  const computed = histograms.map(({ name, histogram }) => ({
    name,
    values: quantiles.map((share) => ({ cumulative: histogram.quantile(share) ?? null, interval: null })),
  }));
  return {
    stats: [
      ...stats.map(({ name, value }) => ({ name, value })),
      ...(computed.length > 0
        ? [
            {
              histograms: {
                supported_quantiles: quantiles.map((share) => share * 100),
                computed_quantiles: computed,
              },
            },
          ]
        : []),
    ],
  };
}

export function statsPrometheus(view: AdminView, filter: StatsFilter): string {
  const text = new PrometheusText();
  const { stats, histograms } = wanted(view, filter);
  for (const { type, family, labels, value } of stats) text.add(type, envoyMetricName(family), labels, value);
  for (const { family, labels, histogram } of histograms) text.addHistogram(envoyMetricName(family), labels, histogram);
  if (filter.matches === undefined || filter.matches('istio_requests_total'))
    addIstioMetrics(text, view.gateway(), view.traffic());
  return text.text();
}

function wanted(view: AdminView, { matches = () => true, usedOnly }: StatsFilter) {
  const isWanted = ({ name }: Stat | HistogramStat) => matches(name);
  const stats = view.stats().filter((stat) => isWanted(stat) && !(usedOnly && stat.value === 0));
  const histograms = view.histograms().filter((stat) => isWanted(stat) && !(usedOnly && stat.histogram.count === 0));
  return { stats, histograms };
}

/** `P0(nan,1) P25(nan,1.025) …`: Envoy has the last interval before the comma; here all is since the start. */
function quantileText(histogram: HistogramStat['histogram']): string {
  if (histogram.count === 0) return 'No recorded values';
  return quantiles
    .map((share) => `P${Number((share * 100).toFixed(1))}(nan,${Number(histogram.quantile(share)?.toPrecision(6))})`)
    .join(' ');
}
