// TARGETS of kubectl (kubernetes/pkg/printers/internalversion, formatHPAMetrics). What is measured is unknown, for
// nothing measures.
import { none } from '../cell.ts';
import type { MetricSpec, MetricTarget } from '../horizontal-pod-autoscaler.ts';

const shownMetrics = 2;

export function targetsCell(metrics: readonly MetricSpec[]): string {
  if (metrics.length === 0) return none;
  const shown = metrics.slice(0, shownMetrics).map(metricCell).join(', ');
  return metrics.length <= shownMetrics ? shown : `${shown} + ${metrics.length - shownMetrics} more...`;
}

function metricCell({ type, resource, containerResource, pods, object, external }: MetricSpec): string {
  const source = resource ?? containerResource;
  if (source !== undefined) return `${source.name}: <unknown>/${resourceTarget(source.target)}`;
  const target = (pods ?? object ?? external)?.target;
  if (target === undefined) return `<unknown type> ${type}`;
  if (pods !== undefined || target.averageValue === undefined) {
    return `<unknown>/${target.averageValue ?? target.value ?? ''}`;
  }
  return `<unknown>/${target.averageValue} (avg)`;
}

function resourceTarget({ averageValue, averageUtilization }: MetricTarget): string {
  if (averageValue !== undefined) return averageValue;
  return averageUtilization === undefined ? '<auto>' : `${averageUtilization}%`;
}
