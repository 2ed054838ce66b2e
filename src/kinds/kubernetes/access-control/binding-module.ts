// RoleBindings and ClusterRoleBindings (kubernetes/pkg/apis/rbac, defaults.go, v1alpha1/conversion.go, validation).

import { immutable } from '../../field-immutable.ts';
import { check, checkOneOf, requiredValue, unsupportedValue } from '../../field-problem.ts';
import { withApiVersion } from '../../istio-versions.ts';
import type { KindModule } from '../../kind.ts';
import { kubeObject } from '../../kube-schema.ts';
import { dns1123SubdomainFault, pathSegmentFault } from '../../metadata/names.ts';
import type { KubeObject } from '../../object.ts';
import type { Problem } from '../../problem.ts';
import { field, list, type ObjectSchema, object, required, string } from '../../schema.ts';
import { builtInModule, sameSchema } from '../built-in-module.ts';
import { expandKind, expandType } from '../compact-schema.ts';
import { accessControlTypes } from '../generated/access-control.ts';
import {
  accessControlGroup,
  accessControlVersions,
  type RoleBinding,
  type RoleRef,
  type Subject,
} from './access-control.ts';

const storageVersion = 'rbac.authorization.k8s.io/v1';
const alphaVersion = 'rbac.authorization.k8s.io/v1alpha1';

type BindingKind = 'RoleBinding' | 'ClusterRoleBinding';

export const roleBindingModule: KindModule = moduleOf('RoleBinding', ['ClusterRole', 'Role']);
export const clusterRoleBindingModule: KindModule = moduleOf('ClusterRoleBinding', ['ClusterRole']);

function moduleOf(kind: BindingKind, roleKinds: readonly string[]): KindModule {
  return builtInModule<RoleBinding>({
    schemas: {
      ...sameSchema(expandKind(accessControlTypes, kind), accessControlVersions),
      [alphaVersion]: alphaSchema(),
    },
    storageVersion,
    nameRule: pathSegmentFault,
    toStorage,
    fromStorage,
    applyDefaults,
    validate: ({ roleRef, subjects = [] }) => [
      ...roleProblems(roleRef, roleKinds),
      ...subjects.flatMap((subject, index) => subjectProblems(subject, `subjects[${index}]`, kind === 'RoleBinding')),
    ],
    validateUpdate: ({ roleRef }, previous) => immutable('roleRef', roleRef, previous.roleRef, 'cannot change roleRef'),
  });
}

/** v1alpha1 names the group of a subject by apiVersion. */
function alphaSchema(): ObjectSchema {
  const subject = object({
    kind: required(string(), 'User, Group or ServiceAccount.'),
    name: required(string(), 'Name of the subject.'),
    namespace: field(string(), 'Namespace of a ServiceAccount.'),
    apiVersion: field(string(), 'API version of the subject.'),
  });
  return kubeObject({
    roleRef: required(expandType(accessControlTypes, 'RoleRef'), 'The role that is given.'),
    subjects: field(list(subject), 'Who it is given to.'),
  });
}

interface AlphaSubject extends Omit<Subject, 'apiGroup'> {
  readonly apiVersion?: string;
}

function toStorage(object: KubeObject, apiVersion: string): KubeObject {
  const view = withApiVersion(object, storageVersion);
  if (apiVersion !== alphaVersion || view.subjects === undefined) return view;
  return { ...view, subjects: (view.subjects as readonly AlphaSubject[]).map(fromAlpha) };
}

/** User * of v1alpha1 meant everybody who is known. */
function fromAlpha({ apiVersion = '', ...subject }: AlphaSubject): Subject {
  const slash = apiVersion.indexOf('/');
  const group = slash === -1 ? {} : { apiGroup: apiVersion.slice(0, slash) };
  if (subject.kind === 'User' && subject.name === '*') {
    return { kind: 'Group', name: 'system:authenticated', apiGroup: accessControlGroup };
  }
  return { ...subject, ...group };
}

function fromStorage(binding: RoleBinding, apiVersion: string): KubeObject {
  const view = withApiVersion(binding, apiVersion);
  if (apiVersion !== alphaVersion || binding.subjects === undefined) return view;
  return { ...view, subjects: binding.subjects.map(toAlpha) };
}

function toAlpha({ apiGroup = '', ...subject }: Subject): AlphaSubject {
  return { ...subject, apiVersion: apiGroup === '' ? 'v1' : `${apiGroup}/v1alpha1` };
}

function applyDefaults(binding: RoleBinding): RoleBinding {
  const { roleRef, subjects } = binding;
  return {
    ...binding,
    roleRef: { ...roleRef, apiGroup: roleRef.apiGroup || accessControlGroup },
    ...(subjects === undefined ? {} : { subjects: subjects.map(defaultSubject) }),
  };
}

function defaultSubject(subject: Subject): Subject {
  const named = subject.kind === 'User' || subject.kind === 'Group';
  return named && !subject.apiGroup ? { ...subject, apiGroup: accessControlGroup } : subject;
}

function roleProblems({ apiGroup, kind, name }: RoleRef, kinds: readonly string[]): readonly Problem[] {
  return [
    ...checkOneOf('roleRef.apiGroup', apiGroup, [accessControlGroup]),
    ...checkOneOf('roleRef.kind', kind, kinds),
    ...(name === '' ? [requiredValue('roleRef.name')] : check('roleRef.name', name, pathSegmentFault)),
  ];
}

function subjectProblems(
  { kind, name, namespace = '', apiGroup = '' }: Subject,
  path: string,
  isNamespaced: boolean,
): readonly Problem[] {
  const noName = name === '' ? [requiredValue(`${path}.name`)] : [];
  switch (kind) {
    case 'ServiceAccount':
      return [
        ...noName,
        ...(name === '' ? [] : check(`${path}.name`, name, dns1123SubdomainFault)),
        ...(apiGroup === '' ? [] : [unsupportedValue(`${path}.apiGroup`, apiGroup, [''])]),
        ...(namespace === '' && !isNamespaced ? [requiredValue(`${path}.namespace`)] : []),
      ];
    case 'User':
    case 'Group':
      return [...noName, ...checkOneOf(`${path}.apiGroup`, apiGroup, [accessControlGroup])];
    default:
      return [unsupportedValue(`${path}.kind`, kind, ['ServiceAccount', 'User', 'Group'])];
  }
}
