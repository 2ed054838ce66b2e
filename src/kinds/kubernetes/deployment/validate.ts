// What the API server demands of Deployments (kubernetes/pkg/apis/apps/validation), without what only matters to a
// node that runs containers.
import { check, checkOneOf, invalidValue, requiredValue, unsupportedValue } from '../../field-problem.ts';
import { labelValueFault, qualifiedNameFault } from '../../metadata/labels.ts';
import { labelProblems } from '../../metadata/validate-metadata.ts';
import type { Problem } from '../../problem.ts';
import type { Deployment, DeploymentSpec, LabelSelector, LabelSelectorRequirement } from '../deployment.ts';
import { selects } from '../label-selector.ts';
import { podSpecProblems } from '../pod-spec-rules.ts';

const operators = ['DoesNotExist', 'Exists', 'In', 'NotIn'];

export function validateDeployment({ spec }: Deployment): readonly Problem[] {
  if (spec === undefined) return [requiredValue('spec')];
  const { replicas = 1, selector, template, strategy } = spec;
  return [
    ...(replicas < 0 ? [invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0')] : []),
    ...selectorProblems(spec),
    ...(selector?.matchExpressions ?? []).flatMap((term, index) =>
      requirementProblems(term, `spec.selector.matchExpressions[${index}]`),
    ),
    ...checkOneOf('spec.strategy.type', (strategy as { type?: string } | undefined)?.type, [
      'Recreate',
      'RollingUpdate',
    ]),
    ...labelProblems(template.metadata?.labels ?? {}, 'spec.template.metadata.labels'),
    ...(template.spec === undefined
      ? [requiredValue('spec.template.spec.containers')]
      : podSpecProblems(template.spec, 'spec.template.spec')),
    ...restartProblems(template.spec?.restartPolicy),
  ];
}

function selectorProblems({ selector, template }: DeploymentSpec): readonly Problem[] {
  if (selector === undefined) return [requiredValue('spec.selector')];
  if (isEmpty(selector)) return [invalidValue('spec.selector', selector, 'empty selector is invalid for deployment')];
  const labels = template.metadata?.labels ?? {};
  return [
    ...labelProblems(selector.matchLabels ?? {}, 'spec.selector.matchLabels'),
    ...(selects(selector, labels)
      ? []
      : [invalidValue('spec.template.metadata.labels', labels, '`selector` does not match template `labels`')]),
  ];
}

function isEmpty({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;
}

function requirementProblems(
  { key, operator, values = [] }: LabelSelectorRequirement,
  path: string,
): readonly Problem[] {
  if (!operators.includes(operator)) return [unsupportedValue(`${path}.operator`, operator, operators)];
  const withValues = operator === 'In' || operator === 'NotIn';
  return [
    ...check(`${path}.key`, key, qualifiedNameFault),
    ...values.flatMap((value, index) => check(`${path}.values[${index}]`, value, labelValueFault)),
    ...(withValues && values.length === 0
      ? [requiredValue(`${path}.values`, "must be specified when `operator` is 'In' or 'NotIn'")]
      : []),
    ...(!withValues && values.length > 0
      ? [invalidValue(`${path}.values`, values, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'")]
      : []),
  ];
}

function restartProblems(policy: unknown): readonly Problem[] {
  const set = policy !== undefined && policy !== '' && policy !== 'Always';
  return set ? [unsupportedValue('spec.template.spec.restartPolicy', policy, ['Always'])] : [];
}
