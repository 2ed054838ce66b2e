// What the API server demands of Jobs (kubernetes/pkg/apis/batch/validation).
import { immutable } from '../../field-immutable.ts';
import { checkOneOf, invalidValue, requiredValue } from '../../field-problem.ts';
import type { Problem } from '../../problem.ts';
import { selectorProblems } from '../workload/selector-problems.ts';
import { notNegativeProblems, restartPolicyProblems, templateProblems } from '../workload/workload-problems.ts';
import type { Job, JobSpec } from './job.ts';

const counts = [
  'parallelism',
  'completions',
  'backoffLimit',
  'activeDeadlineSeconds',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
];

export function validateJob({ spec }: Job): readonly Problem[] {
  if (spec === undefined) return [requiredValue('spec')];
  const { manualSelector = false, selector } = spec;
  return [
    ...jobSpecProblems(spec, 'spec'),
    ...(manualSelector || selector === undefined
      ? []
      : [invalidValue('spec.selector', selector, '`selector` not auto-generated')]),
    ...(manualSelector && selector === undefined ? [requiredValue('spec.selector')] : []),
    ...selectorProblems(selector, 'spec.selector'),
  ];
}

/** Checks what a Job and the template of a CronJob have in common. */
export function jobSpecProblems(spec: JobSpec, path: string): readonly Problem[] {
  const { completionMode, completions, template } = spec;
  return [
    ...notNegativeProblems(spec, counts, path),
    ...checkOneOf(`${path}.completionMode`, completionMode, ['NonIndexed', 'Indexed']),
    ...(completionMode === 'Indexed' && completions === undefined
      ? [requiredValue(`${path}.completions`, 'when completion mode is Indexed')]
      : []),
    ...templateProblems(template, `${path}.template`),
    ...restartPolicyProblems(template, `${path}.template`, ['OnFailure', 'Never']),
  ];
}

/** Pods were made from these, so they stay; how many are wanted may change, as may the template while it is suspended. */
export function jobUpdateProblems({ spec }: Job, previous: Job): readonly Problem[] {
  const before = previous.spec;
  const elastic = spec?.completionMode === 'Indexed' && spec.completions === spec.parallelism;
  const fixed = [
    'selector',
    'completionMode',
    'podFailurePolicy',
    'successPolicy',
    'backoffLimitPerIndex',
    'managedBy',
  ];
  return [
    ...(elastic ? [] : immutable('spec.completions', spec?.completions, before?.completions)),
    ...fixed.flatMap((field) => immutable(`spec.${field}`, spec?.[field], before?.[field])),
    ...(before?.suspend === true ? [] : immutable('spec.template', spec?.template, before?.template)),
  ];
}
