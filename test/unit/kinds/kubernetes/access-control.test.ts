import assert from 'node:assert/strict';
import { errorsOf, storedObject } from '../../../support/decode-one.ts';

const group = 'rbac.authorization.k8s.io';
const object = (kind: string, rest: string, version = 'v1'): string =>
  `{apiVersion: ${group}/${version}, kind: ${kind}, metadata: {name: a}, ${rest}}`;

describe('roles and their bindings', () => {
  it('may have names with colons', async () => {
    const text = `{apiVersion: ${group}/v1, kind: ClusterRole, metadata: {name: "system:node-proxier"}, rules: []}`;
    assert.deepEqual(await errorsOf(text), []);
  });

  it('fill in the API group', async () => {
    const { roleRef, subjects } = await storedObject(
      object(
        'RoleBinding',
        'roleRef: {kind: Role, name: a}, subjects: [{kind: User, name: b}, {kind: ServiceAccount, name: c}]',
      ),
    );
    assert.deepEqual(roleRef, { kind: 'Role', name: 'a', apiGroup: group });
    assert.deepEqual(subjects, [
      { kind: 'User', name: 'b', apiGroup: group },
      { kind: 'ServiceAccount', name: 'c' },
    ]);
  });

  it('of v1alpha1 name groups by apiVersion, and everybody by a star', async () => {
    const { subjects } = await storedObject(
      object(
        'ClusterRoleBinding',
        `roleRef: {kind: ClusterRole, name: a}, subjects: [{kind: User, name: "*"}, {kind: Group, name: g, apiVersion: ${group}/v1alpha1}]`,
        'v1alpha1',
      ),
    );
    assert.deepEqual(subjects, [
      { kind: 'Group', name: 'system:authenticated', apiGroup: group },
      { kind: 'Group', name: 'g', apiGroup: group },
    ]);
  });

  const refusals: readonly (readonly [what: string, text: string, errors: readonly string[]])[] = [
    [
      'rules without verbs, groups or resources',
      object('Role', 'rules: [{verbs: []}]'),
      [
        'rules[0].verbs: required value: verbs must contain at least one value',
        'rules[0].apiGroups: required value: resource rules must supply at least one api group',
        'rules[0].resources: required value: resource rules must supply at least one resource',
      ],
    ],
    [
      'paths in a Role',
      object('Role', 'rules: [{verbs: [get], nonResourceURLs: [/a]}]'),
      ['rules[0].nonResourceURLs: invalid value ["/a"]: namespaced rules cannot apply to non-resource URLs'],
    ],
    [
      'paths beside resources',
      object('ClusterRole', 'rules: [{verbs: [get], nonResourceURLs: [/a], resources: [b]}]'),
      ['rules[0].nonResourceURLs: forbidden: rules cannot apply to both regular resources and non-resource URLs'],
    ],
    [
      'a binding of a cluster to a Role, and service accounts from nowhere',
      object(
        'ClusterRoleBinding',
        'roleRef: {kind: Role, name: a}, subjects: [{kind: ServiceAccount, name: b}, {kind: Robot, name: c}]',
      ),
      [
        'roleRef.kind: unsupported value "Role": supported values are "ClusterRole"',
        'subjects[0].namespace: required value',
        'subjects[1].kind: unsupported value "Robot": supported values are "ServiceAccount", "User", "Group"',
      ],
    ],
  ];

  for (const [what, text, errors] of refusals) {
    it(`refuse ${what}`, async () => assert.deepEqual(await errorsOf(text), errors));
  }
});
