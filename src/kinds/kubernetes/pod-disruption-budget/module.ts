// PodDisruptionBudgets (kubernetes/pkg/apis/policy, conversion.go and validation). Nothing evicts pods here.
import { checkOneOf, invalidValue, refused } from '../../field-problem.ts';
import { withApiVersion } from '../../istio-versions.ts';
import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import type { KubeObject } from '../../object.ts';
import type { Problem } from '../../problem.ts';
import { builtInModule, sameSchema } from '../built-in-module.ts';
import { expandKind } from '../compact-schema.ts';
import type { LabelSelector } from '../deployment.ts';
import { podDisruptionBudgetTypes } from '../generated/pod-disruption-budget.ts';
import type { IntOrString } from '../service.ts';
import { selectorProblems } from '../workload/selector-problems.ts';

const storageVersion = 'policy/v1';
const betaVersion = 'policy/v1beta1';

interface PodDisruptionBudget extends KubeObject {
  readonly spec?: {
    readonly minAvailable?: IntOrString;
    readonly maxUnavailable?: IntOrString;
    readonly selector?: LabelSelector;
    readonly unhealthyPodEvictionPolicy?: string;
  };
}

export const podDisruptionBudgetModule: KindModule = builtInModule<PodDisruptionBudget>({
  schemas: sameSchema(expandKind(podDisruptionBudgetTypes, 'PodDisruptionBudget'), [storageVersion, betaVersion]),
  storageVersion,
  nameRule: dns1123SubdomainFault,
  toStorage,
  fromStorage,
  validate,
});

/** An empty selector takes every pod in v1 and none in v1beta1; this term is how each is said in the other. */
const nothingTerm = { key: 'pdb.kubernetes.io/deprecated-v1beta1-empty-selector-match', operator: 'Exists' };
const everythingTerm = { ...nothingTerm, operator: 'DoesNotExist' };

function toStorage(object: KubeObject, apiVersion: string): KubeObject {
  const view = withApiVersion(object, storageVersion) as PodDisruptionBudget;
  return apiVersion === betaVersion ? withSelector(view, nothingTerm, everythingTerm) : view;
}

function fromStorage(budget: PodDisruptionBudget, apiVersion: string): KubeObject {
  const view = withApiVersion(budget, apiVersion) as PodDisruptionBudget;
  return apiVersion === betaVersion ? withSelector(view, everythingTerm, nothingTerm) : view;
}

type Term = typeof nothingTerm;

/** Writes `emptyTerm` into a selector that is empty, and empties one that is nothing but `emptiedTerm`. */
function withSelector(budget: PodDisruptionBudget, emptyTerm: Term, emptiedTerm: Term): PodDisruptionBudget {
  const { spec } = budget;
  if (spec?.selector === undefined) return budget;
  const { matchLabels = {}, matchExpressions = [] } = spec.selector;
  if (Object.keys(matchLabels).length > 0 || matchExpressions.length > 1) return budget;
  const [term] = matchExpressions;
  if (term === undefined) return { ...budget, spec: { ...spec, selector: { matchExpressions: [emptyTerm] } } };
  const isEmptied = term.key === emptiedTerm.key && term.operator === emptiedTerm.operator;
  return isEmptied ? { ...budget, spec: { ...spec, selector: {} } } : budget;
}

function validate({ spec = {} }: PodDisruptionBudget): readonly Problem[] {
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } = spec;
  return [
    ...(minAvailable !== undefined && maxUnavailable !== undefined
      ? [refused('spec', 'minAvailable and maxUnavailable cannot be both set')]
      : []),
    ...numberOrPercentProblems('spec.minAvailable', minAvailable),
    ...numberOrPercentProblems('spec.maxUnavailable', maxUnavailable),
    ...selectorProblems(selector, 'spec.selector'),
    ...checkOneOf('spec.unhealthyPodEvictionPolicy', unhealthyPodEvictionPolicy, ['AlwaysAllow', 'IfHealthyBudget']),
  ];
}

function numberOrPercentProblems(path: string, value: IntOrString | undefined): readonly Problem[] {
  if (value === undefined) return [];
  if (typeof value === 'number') {
    return value >= 0 ? [] : [invalidValue(path, value, 'must be greater than or equal to 0')];
  }
  if (!/^[0-9]+%$/.test(value)) {
    return [invalidValue(path, value, "a valid percent string must be a numeric string followed by an ending '%'")];
  }
  return Number.parseInt(value, 10) <= 100 ? [] : [invalidValue(path, value, 'must not be greater than 100%')];
}
