import type { Column, Kind } from '../../kind.ts';
import { accessControlGroup, accessControlVersions, type RoleBinding } from './access-control.ts';

type Names = Pick<Kind, 'kind' | 'plural' | 'singular' | 'hyphenated' | 'namespaced' | 'columns' | 'ageless'>;

function accessControlKind(names: Names, load: Kind['load']): Kind {
  return {
    ...names,
    group: accessControlGroup,
    shortNames: [],
    served: accessControlVersions,
    storageVersion: 'rbac.authorization.k8s.io/v1',
    apartFromAll: true,
    load,
  };
}

/** kubectl prints when a role was made, not how long ago. */
const roleColumns: readonly Column[] = [
  { header: 'CREATED AT', value: ({ metadata }) => metadata.creationTimestamp ?? '' },
];

const bindingColumns: readonly Column[] = [
  { header: 'ROLE', value: (object) => roleCell(object as RoleBinding) },
  subjectColumn('USERS', 'User'),
  subjectColumn('GROUPS', 'Group'),
  subjectColumn('SERVICEACCOUNTS', 'ServiceAccount'),
];

function roleCell({ roleRef }: RoleBinding): string {
  return `${roleRef.kind}/${roleRef.name}`;
}

function subjectColumn(header: string, kind: string): Column {
  return { header, value: (object) => subjectsCell(object as RoleBinding, kind), wide: true };
}

function subjectsCell({ subjects = [] }: RoleBinding, kind: string): string {
  return subjects
    .filter((subject) => subject.kind === kind)
    .map(({ name, namespace }) => (namespace ? `${namespace}/${name}` : name))
    .join(', ');
}

export const accessControlKinds: readonly Kind[] = [
  accessControlKind(
    {
      kind: 'Role',
      plural: 'roles',
      singular: 'role',
      hyphenated: 'role',
      namespaced: true,
      columns: roleColumns,
      ageless: true,
    },
    async () => (await import('./role-module.ts')).roleModule,
  ),
  accessControlKind(
    {
      kind: 'RoleBinding',
      plural: 'rolebindings',
      singular: 'rolebinding',
      hyphenated: 'role-binding',
      namespaced: true,
      columns: bindingColumns,
    },
    async () => (await import('./binding-module.ts')).roleBindingModule,
  ),
  accessControlKind(
    {
      kind: 'ClusterRole',
      plural: 'clusterroles',
      singular: 'clusterrole',
      hyphenated: 'cluster-role',
      namespaced: false,
      columns: roleColumns,
      ageless: true,
    },
    async () => (await import('./role-module.ts')).clusterRoleModule,
  ),
  accessControlKind(
    {
      kind: 'ClusterRoleBinding',
      plural: 'clusterrolebindings',
      singular: 'clusterrolebinding',
      hyphenated: 'cluster-role-binding',
      namespaced: false,
      columns: bindingColumns,
    },
    async () => (await import('./binding-module.ts')).clusterRoleBindingModule,
  ),
];
