import type { Kind } from '../../kind.ts';
import { none } from '../cell.ts';
import type { CronJob } from '../job/job.ts';
import { containerColumns, selectorColumn } from '../workload/columns.ts';

export const cronJobKind: Kind = {
  group: 'batch',
  kind: 'CronJob',
  plural: 'cronjobs',
  singular: 'cronjob',
  shortNames: ['cj'],
  hyphenated: 'cron-job',
  namespaced: true,
  served: ['batch/v1', 'batch/v1beta1', 'batch/v2alpha1'],
  storageVersion: 'batch/v1',
  columns: [
    { header: 'SCHEDULE', value: (object) => (object as CronJob).spec?.schedule ?? '' },
    { header: 'TIMEZONE', value: (object) => (object as CronJob).spec?.timeZone ?? none },
    { header: 'SUSPEND', value: (object) => ((object as CronJob).spec?.suspend === true ? 'True' : 'False') },
    { header: 'ACTIVE', value: () => '0' },
    { header: 'LAST SCHEDULE', value: () => none },
    ...containerColumns('spec', 'jobTemplate', 'spec', 'template', 'spec'),
    selectorColumn('spec', 'jobTemplate', 'spec', 'selector'),
  ],
  load: async () => (await import('./module.ts')).cronJobModule,
};
