// Prometheus' text format, as Envoy's /stats/prometheus has it: a TYPE line for each metric and then its series.
import { defaultBounds, type Histogram } from '../engine/stats/histogram.ts';

export type Labels = Readonly<Record<string, string>>;

interface Metric {
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly lines: string[];
}

/** Collects metrics; those of one name stand together, whatever the order in which they came. */
export class PrometheusText {
  readonly #metrics = new Map<string, Metric>();

  add(type: 'counter' | 'gauge', name: string, labels: Labels, value: number): void {
    this.#linesOf(name, type).push(`${name}${labelText(labels)} ${value}`);
  }

  addHistogram(name: string, labels: Labels, histogram: Histogram): void {
    const lines = this.#linesOf(name, 'histogram');
    const { count, sum } = histogram;
    histogram.countsBelow(defaultBounds).forEach((below, at) => {
      lines.push(`${name}_bucket${labelText({ ...labels, le: `${defaultBounds[at]}` })} ${below}`);
    });
    lines.push(
      `${name}_bucket${labelText({ ...labels, le: '+Inf' })} ${count}`,
      `${name}_sum${labelText(labels)} ${sum}`,
      `${name}_count${labelText(labels)} ${count}`,
    );
  }

  text(): string {
    const names = [...this.#metrics.keys()].sort();
    return names
      .map((name) => {
        const { type, lines } = this.#metrics.get(name) as Metric;
        return `# TYPE ${name} ${type}\n${lines.join('\n')}\n\n`;
      })
      .join('');
  }

  #linesOf(name: string, type: Metric['type']): string[] {
    const known = this.#metrics.get(name);
    if (known !== undefined) return known.lines;
    const lines: string[] = [];
    this.#metrics.set(name, { type, lines });
    return lines;
  }
}

/** Envoy's names have dots and more; Prometheus' have not. */
export function envoyMetricName(family: string): string {
  return `envoy_${family.replace(/[^a-zA-Z0-9_]/g, '_')}`;
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}
