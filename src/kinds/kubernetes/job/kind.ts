import type { Kind } from '../../kind.ts';
import { containerColumns, selectorColumn } from '../workload/columns.ts';
import type { Job } from './job.ts';

export const jobKind: Kind = {
  group: 'batch',
  kind: 'Job',
  plural: 'jobs',
  singular: 'job',
  shortNames: [],
  hyphenated: 'job',
  namespaced: true,
  served: ['batch/v1'],
  storageVersion: 'batch/v1',
  columns: [
    // kubectl says Running of every Job that has not ended. Nothing runs here, so that would not be true.
    { header: 'STATUS', value: (object) => ((object as Job).spec?.suspend === true ? 'Suspended' : 'Pending') },
    { header: 'COMPLETIONS', value: (object) => completions(object as Job) },
    { header: 'DURATION', value: () => '' },
    ...containerColumns('spec', 'template', 'spec'),
    selectorColumn('spec', 'selector'),
  ],
  load: async () => (await import('./module.ts')).jobModule,
};

function completions({ spec, status }: Job): string {
  const succeeded = status?.succeeded ?? 0;
  if (spec?.completions !== undefined) return `${succeeded}/${spec.completions}`;
  const parallelism = spec?.parallelism ?? 1;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}
