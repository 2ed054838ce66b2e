import assert from 'node:assert/strict';
import { decodeOne, errorsOf, storedObject } from '../../../support/decode-one.ts';

const pods = '{metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}';
const endingPods = '{metadata: {labels: {a: b}}, spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}';
const object = (apiVersion: string, kind: string, spec: string): string =>
  `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: a}, spec: ${spec}}`;

interface Refusal {
  readonly what: string;
  readonly text: string;
  readonly errors: readonly string[];
}

const noMatch = (kind: string): Refusal => ({
  what: `a ${kind} whose selector does not select its pods`,
  text: object('apps/v1', kind, `{selector: {matchLabels: {a: other}}, template: ${pods}}`),
  errors: ['spec.template.metadata.labels: invalid value {"a":"b"}: `selector` does not match template `labels`'],
});

const refusals: readonly Refusal[] = [
  noMatch('DaemonSet'),
  noMatch('StatefulSet'),
  noMatch('ReplicaSet'),
  {
    what: 'a ReplicationController whose selector does not select its pods',
    text: object('v1', 'ReplicationController', `{selector: {a: other}, template: ${pods}}`),
    errors: ['spec.template.metadata.labels: invalid value {"a":"b"}: `selector` does not match template `labels`'],
  },
  {
    what: 'a ReplicationController without pods',
    text: object('v1', 'ReplicationController', '{}'),
    errors: ['spec.selector: required value', 'spec.template: required value'],
  },
  {
    what: 'a DaemonSet with an empty selector and an unknown strategy',
    text: object('apps/v1', 'DaemonSet', `{selector: {}, updateStrategy: {type: Never}, template: ${pods}}`),
    errors: [
      'spec.selector: invalid value {}: empty selector is invalid for daemonset',
      'spec.updateStrategy.type: unsupported value "Never": supported values are "OnDelete", "RollingUpdate"',
    ],
  },
  {
    what: 'a StatefulSet with pods that end and fewer than none of them',
    text: object(
      'apps/v1',
      'StatefulSet',
      `{replicas: -1, podManagementPolicy: Any, selector: {matchLabels: {a: b}}, template: ${endingPods}}`,
    ),
    errors: [
      'spec.replicas: invalid value -1: must be greater than or equal to 0',
      'spec.template.spec.restartPolicy: unsupported value "Never": supported values are "Always"',
      'spec.podManagementPolicy: unsupported value "Any": supported values are "OrderedReady", "Parallel"',
    ],
  },
  {
    what: 'a Job whose pods never end, and one with a selector of its own',
    text: object(
      'batch/v1',
      'Job',
      `{selector: {matchLabels: {a: b}}, completionMode: Indexed, parallelism: 2, template: ${pods}}`,
    ),
    errors: [
      'spec.completions: required value: when completion mode is Indexed',
      'spec.template.spec.restartPolicy: unsupported value "Always": supported values are "OnFailure", "Never"',
      'spec.selector: invalid value {"matchLabels":{"a":"b"}}: `selector` not auto-generated',
    ],
  },
  {
    what: 'a CronJob with a bad schedule, time zone and policy',
    text: object(
      'batch/v1',
      'CronJob',
      `{schedule: '* * *', timeZone: Nowhere/Land, concurrencyPolicy: Some, jobTemplate: {spec: {template: ${endingPods}}}}`,
    ),
    errors: [
      'spec.schedule: invalid value "* * *": expected exactly 5 fields, found 3',
      'spec.timeZone: invalid value "Nowhere/Land": unknown time zone',
      'spec.concurrencyPolicy: unsupported value "Some": supported values are "Allow", "Forbid", "Replace"',
    ],
  },
  {
    what: 'a PodDisruptionBudget with both numbers',
    text: object('policy/v1', 'PodDisruptionBudget', '{minAvailable: 200%, maxUnavailable: some}'),
    errors: [
      'spec: minAvailable and maxUnavailable cannot be both set',
      'spec.minAvailable: invalid value "200%": must not be greater than 100%',
      'spec.maxUnavailable: invalid value "some": a valid percent string must be a numeric string followed by an ending \'%\'',
    ],
  },
  {
    what: 'a NetworkPolicy with a peer that is two things and a bad block',
    text: object(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      '{podSelector: {}, policyTypes: [Any], ingress: [{from: [{}, {ipBlock: {cidr: 10.0.0.0/99}}, {podSelector: {}, ipBlock: {cidr: "::/0"}}], ports: [{endPort: 5}]}]}',
    ),
    errors: [
      'spec.ingress[0].ports[0].endPort: invalid value 5: must be greater than or equal to `port`, which must be a number',
      'spec.ingress[0].from[0]: required value: must specify a peer',
      'spec.ingress[0].from[1].ipBlock.cidr: invalid value "10.0.0.0/99": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
      'spec.ingress[0].from[2]: may not specify both ipBlock and another peer',
      'spec.policyTypes[0]: unsupported value "Any": supported values are "Egress", "Ingress"',
    ],
  },
];

describe('workloads', () => {
  for (const { what, text, errors } of refusals) {
    it(`refuse ${what}`, async () => assert.deepEqual([...(await errorsOf(text))].sort(), [...errors].sort()));
  }

  it('of the oldest versions leave pods alone until they are deleted', async () => {
    for (const [apiVersion, kind] of [
      ['extensions/v1beta1', 'DaemonSet'],
      ['apps/v1beta1', 'StatefulSet'],
    ] as const) {
      const { spec, metadata } = await storedObject(object(apiVersion, kind, `{template: ${pods}}`));
      const { updateStrategy, selector } = spec as { updateStrategy: unknown; selector: unknown };
      assert.deepEqual(updateStrategy, { type: 'OnDelete' });
      assert.deepEqual(selector, { matchLabels: { a: 'b' } });
      assert.deepEqual(metadata.labels, { a: 'b' });
    }
  });

  it('lose templateGeneration with a finding', async () => {
    const text = object('extensions/v1beta1', 'DaemonSet', `{templateGeneration: 3, template: ${pods}}`);
    const { problems } = await decodeOne(text);
    assert.deepEqual(
      problems.map(({ code, path }) => `${code} ${path}`),
      ['ICTL0006 spec.templateGeneration'],
    );
  });

  it('may come with an empty status, as old tools print it', async () => {
    for (const [apiVersion, kind] of [
      ['apps/v1', 'DaemonSet'],
      ['apps/v1', 'StatefulSet'],
      ['apps/v1', 'ReplicaSet'],
    ] as const) {
      const text = `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: a}, spec: {selector: {matchLabels: {a: b}}, template: ${pods}}, status: {}}`;
      assert.deepEqual(await errorsOf(text), []);
    }
  });

  it('say of a NetworkPolicy that nothing enforces it', async () => {
    const { problems } = await decodeOne(object('networking.k8s.io/v1', 'NetworkPolicy', '{podSelector: {}}'));
    assert.deepEqual(
      problems.map(({ code, path }) => `${code} ${path}`),
      ['ICTL0010 spec'],
    );
  });

  it('take an empty selector of policy/v1beta1 for no pod at all', async () => {
    const { spec } = await storedObject(
      object('policy/v1beta1', 'PodDisruptionBudget', '{maxUnavailable: 1, selector: {}}'),
    );
    const { selector } = spec as { selector: { matchExpressions: readonly { operator: string }[] } };
    assert.equal(selector.matchExpressions[0]?.operator, 'Exists');
  });
});
