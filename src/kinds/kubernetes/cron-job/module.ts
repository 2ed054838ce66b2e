// CronJobs (kubernetes/pkg/apis/batch, defaults.go and validation). Nothing makes their Jobs.
import { checkOneOf, forbiddenValue, invalidValue, requiredValue } from '../../field-problem.ts';
import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import type { Problem } from '../../problem.ts';
import { builtInModule, sameSchema } from '../built-in-module.ts';
import { type CompactTypes, expandKind } from '../compact-schema.ts';
import { jobTypes } from '../generated/job.ts';
import { podTypes } from '../generated/pod.ts';
import type { CronJob, JobSpec } from '../job/job.ts';
import { jobSpecProblems } from '../job/validate.ts';
import { defaultTemplate } from '../workload/default-template.ts';
import { notNegativeProblems } from '../workload/workload-problems.ts';
import { scheduleFault } from './schedule.ts';

const types: CompactTypes = { ...podTypes, ...jobTypes };

/** The Jobs' names have 11 characters more, and a name has 63. */
const maxNameLength = 52;

const specDefaults = {
  concurrencyPolicy: 'Allow',
  failedJobsHistoryLimit: 1,
  successfulJobsHistoryLimit: 3,
  suspend: false,
};

export const cronJobModule: KindModule = builtInModule<CronJob>({
  schemas: sameSchema(expandKind(types, 'CronJob'), ['batch/v1', 'batch/v1beta1', 'batch/v2alpha1']),
  storageVersion: 'batch/v1',
  nameRule: dns1123SubdomainFault,
  applyDefaults,
  validate,
});

function applyDefaults(cronJob: CronJob): CronJob {
  const { spec } = cronJob;
  if (spec === undefined) return cronJob;
  const { jobTemplate } = spec;
  const job = jobTemplate.spec;
  const complete = job === undefined ? {} : { spec: { ...job, template: defaultTemplate(job.template) } };
  return { ...cronJob, spec: { ...specDefaults, ...spec, jobTemplate: { ...jobTemplate, ...complete } } };
}

function validate({ metadata, spec }: CronJob): readonly Problem[] {
  if (spec === undefined) return [requiredValue('spec')];
  const { schedule, timeZone, concurrencyPolicy, jobTemplate } = spec;
  const counts = ['startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'];
  const name = metadata.name ?? '';
  const fault = schedule === '' ? undefined : scheduleFault(schedule);
  return [
    ...(name.length > maxNameLength
      ? [invalidValue('metadata.name', name, `must be no more than ${maxNameLength} characters`)]
      : []),
    ...(schedule === '' ? [requiredValue('spec.schedule')] : []),
    ...(fault === undefined ? [] : [invalidValue('spec.schedule', schedule, fault)]),
    ...(timeZone === undefined ? [] : timeZoneProblems(timeZone)),
    ...checkOneOf('spec.concurrencyPolicy', concurrencyPolicy, ['Allow', 'Forbid', 'Replace']),
    ...notNegativeProblems(spec, counts),
    ...(jobTemplate.spec === undefined ? [requiredValue('spec.jobTemplate.spec')] : templateProblems(jobTemplate.spec)),
  ];
}

function templateProblems(spec: JobSpec): readonly Problem[] {
  const path = 'spec.jobTemplate.spec';
  return [
    ...jobSpecProblems(spec, path),
    ...(spec.manualSelector === true
      ? [forbiddenValue(`${path}.manualSelector`, 'each Job gets a selector of its own')]
      : []),
    ...(spec.selector === undefined
      ? []
      : [invalidValue(`${path}.selector`, spec.selector, '`selector` will be auto-generated')]),
  ];
}

function timeZoneProblems(timeZone: string): readonly Problem[] {
  if (timeZone === '') return [invalidValue('spec.timeZone', timeZone, 'timeZone must be nil or non-empty string')];
  if (timeZone.toLowerCase() === 'local')
    return [invalidValue('spec.timeZone', timeZone, 'timeZone must be an explicit time zone')];
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    return [invalidValue('spec.timeZone', timeZone, 'unknown time zone')];
  }
}
