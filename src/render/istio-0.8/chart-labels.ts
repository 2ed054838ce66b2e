import type { Release } from '../chart.ts';

const version = '0.8.0';
/** What a label value may have. */
const maxNameLength = 63;

/** The labels that say where an object comes from. */
export function chartLabels(chart: string, { name }: Release): Readonly<Record<string, string>> {
  return { chart: `${chart}-${version}`, heritage: 'Tiller', release: name };
}

/** The name of a chart or what a user wants instead, as long as a label may be. */
export function chartName(chart: string, nameOverride: string | undefined): string {
  return (nameOverride || chart).slice(0, maxNameLength).replace(/-$/, '');
}
