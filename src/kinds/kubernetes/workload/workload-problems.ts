// What the API server demands of every kind with pods that a selector finds (kubernetes/pkg/apis/apps/validation),
// without what only matters to a node that runs containers.
import { invalidValue, requiredValue, unsupportedValue } from '../../field-problem.ts';
import { labelProblems } from '../../metadata/validate-metadata.ts';
import type { Problem } from '../../problem.ts';
import type { LabelSelector } from '../deployment.ts';
import { selects } from '../label-selector.ts';
import type { PodTemplate } from '../pod.ts';
import { podSpecProblems } from '../pod-spec-rules.ts';
import { selectorProblems } from './selector-problems.ts';
import type { WorkloadSpec } from './workload.ts';

/** Checks selector and template, and that the one selects the other. `kind` is how messages name it: `deployment`. */
export function workloadProblems(spec: WorkloadSpec | undefined, kind: string): readonly Problem[] {
  if (spec === undefined) return [requiredValue('spec')];
  const { selector, template } = spec;
  return [
    ...notNegativeProblems(spec, ['replicas', 'minReadySeconds', 'revisionHistoryLimit']),
    ...(selector === undefined ? [requiredValue('spec.selector')] : selectionProblems(selector, template, kind)),
    ...templateProblems(template, 'spec.template'),
    ...restartPolicyProblems(template, 'spec.template', ['Always']),
  ];
}

/** Numbers that count something. */
export function notNegativeProblems(
  spec: Readonly<Record<string, unknown>>,
  fields: readonly string[],
  path = 'spec',
): readonly Problem[] {
  return fields.flatMap((field) => {
    const value = spec[field];
    if (typeof value !== 'number' || value >= 0) return [];
    return [invalidValue(`${path}.${field}`, value, 'must be greater than or equal to 0')];
  });
}

function selectionProblems(selector: LabelSelector, template: PodTemplate, kind: string): readonly Problem[] {
  if (isEmpty(selector)) return [invalidValue('spec.selector', selector, `empty selector is invalid for ${kind}`)];
  const labels = template.metadata?.labels ?? {};
  return [
    ...selectorProblems(selector, 'spec.selector'),
    ...(selects(selector, labels)
      ? []
      : [invalidValue('spec.template.metadata.labels', labels, '`selector` does not match template `labels`')]),
  ];
}

function isEmpty({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

/** Checks labels and pod of a template. */
export function templateProblems({ metadata, spec }: PodTemplate, path: string): readonly Problem[] {
  return [
    ...labelProblems(metadata?.labels ?? {}, `${path}.metadata.labels`),
    ...(spec === undefined ? [requiredValue(`${path}.spec.containers`)] : podSpecProblems(spec, `${path}.spec`)),
  ];
}

/** Checks what happens to containers that end; without a policy they are started again. */
export function restartPolicyProblems(
  { spec }: PodTemplate,
  path: string,
  allowed: readonly string[],
): readonly Problem[] {
  const policy = spec?.restartPolicy === undefined || spec.restartPolicy === '' ? 'Always' : spec.restartPolicy;
  return allowed.includes(policy as string) ? [] : [unsupportedValue(`${path}.spec.restartPolicy`, policy, allowed)];
}
