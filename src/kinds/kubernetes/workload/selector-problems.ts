// What the API server demands of label selectors (apimachinery, metav1/validation, ValidateLabelSelector).
import { check, invalidValue, requiredValue, unsupportedValue } from '../../field-problem.ts';
import { labelValueFault, qualifiedNameFault } from '../../metadata/labels.ts';
import { labelProblems } from '../../metadata/validate-metadata.ts';
import type { Problem } from '../../problem.ts';
import type { LabelSelector, LabelSelectorRequirement } from '../deployment.ts';

const operators = ['DoesNotExist', 'Exists', 'In', 'NotIn'];

/** Checks the terms of a selector; an empty one is fine. */
export function selectorProblems(selector: LabelSelector | undefined, path: string): readonly Problem[] {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  return [
    ...labelProblems(matchLabels, `${path}.matchLabels`),
    ...matchExpressions.flatMap((term, index) => requirementProblems(term, `${path}.matchExpressions[${index}]`)),
  ];
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
