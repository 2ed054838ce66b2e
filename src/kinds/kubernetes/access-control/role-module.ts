// Roles and ClusterRoles (kubernetes/pkg/apis/rbac/validation).
import { forbiddenValue, invalidValue, requiredValue } from '../../field-problem.ts';
import type { KindModule } from '../../kind.ts';
import { pathSegmentFault } from '../../metadata/names.ts';
import type { Problem } from '../../problem.ts';
import { builtInModule, sameSchema } from '../built-in-module.ts';
import { expandKind } from '../compact-schema.ts';
import { accessControlTypes } from '../generated/access-control.ts';
import { selectorProblems } from '../workload/selector-problems.ts';
import { accessControlVersions, type PolicyRule, type Role } from './access-control.ts';

export const roleModule: KindModule = moduleOf('Role');
export const clusterRoleModule: KindModule = moduleOf('ClusterRole');

function moduleOf(kind: 'Role' | 'ClusterRole'): KindModule {
  return builtInModule<Role>({
    schemas: sameSchema(expandKind(accessControlTypes, kind), accessControlVersions),
    storageVersion: 'rbac.authorization.k8s.io/v1',
    nameRule: pathSegmentFault,
    validate: (role) => validate(role, kind === 'Role'),
  });
}

function validate({ rules = [], aggregationRule }: Role, isNamespaced: boolean): readonly Problem[] {
  const selectors = aggregationRule?.clusterRoleSelectors ?? [];
  return [
    ...rules.flatMap((rule, index) => ruleProblems(rule, `rules[${index}]`, isNamespaced)),
    ...(aggregationRule !== undefined && selectors.length === 0
      ? [
          requiredValue(
            'aggregationRule.clusterRoleSelectors',
            'at least one clusterRoleSelector required if aggregationRule is non-nil',
          ),
        ]
      : []),
    ...selectors.flatMap((selector, index) =>
      selectorProblems(selector, `aggregationRule.clusterRoleSelectors[${index}]`),
    ),
  ];
}

function ruleProblems(rule: PolicyRule, path: string, isNamespaced: boolean): readonly Problem[] {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const noVerb = verbs.length === 0 ? [requiredValue(`${path}.verbs`, 'verbs must contain at least one value')] : [];
  if (nonResourceURLs.length === 0) {
    return [
      ...noVerb,
      ...(apiGroups.length === 0
        ? [requiredValue(`${path}.apiGroups`, 'resource rules must supply at least one api group')]
        : []),
      ...(resources.length === 0
        ? [requiredValue(`${path}.resources`, 'resource rules must supply at least one resource')]
        : []),
    ];
  }
  const url = `${path}.nonResourceURLs`;
  const alsoResources = apiGroups.length + resources.length + resourceNames.length > 0;
  return [
    ...noVerb,
    ...(isNamespaced ? [invalidValue(url, nonResourceURLs, 'namespaced rules cannot apply to non-resource URLs')] : []),
    ...(alsoResources
      ? [forbiddenValue(url, 'rules cannot apply to both regular resources and non-resource URLs')]
      : []),
  ];
}
