import assert from 'node:assert/strict';
import { decodeOne, errorsOf, storedObject } from '../../../support/decode-one.ts';

const container = '{name: c, image: i}';

function deployment(spec: string, apiVersion = 'apps/v1'): string {
  return `apiVersion: ${apiVersion}\nkind: Deployment\nmetadata: {name: web}\nspec: ${spec}\n`;
}

function withPod(pod: string): string {
  return deployment(`{selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: ${pod}}}`);
}

describe('a Deployment', () => {
  it('gets the defaults of the API server', async () => {
    const { spec } = await storedObject(withPod(`{containers: [{name: c, image: i, ports: [{containerPort: 80}]}]}`));
    assert.deepEqual(spec, {
      progressDeadlineSeconds: 600,
      replicas: 1,
      revisionHistoryLimit: 10,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'c', image: 'i', ports: [{ containerPort: 80, protocol: 'TCP' }] }] },
      },
    });
  });

  for (const apiVersion of ['extensions/v1beta1', 'apps/v1beta1']) {
    it(`of ${apiVersion} takes selector and labels from its template`, async () => {
      const text = deployment(
        `{replicas: , template: {metadata: {labels: {app: web}}, spec: {containers: [${container}]}}}`,
        apiVersion,
      );
      const stored = await storedObject(text);
      assert.equal(stored.apiVersion, 'apps/v1');
      assert.deepEqual(stored.metadata.labels, { app: 'web' });
      assert.deepEqual((stored.spec as { selector: unknown }).selector, { matchLabels: { app: 'web' } });
      assert.equal((stored.spec as { replicas: unknown }).replicas, 1);
    });

    it(`of ${apiVersion} loses rollbackTo with a finding`, async () => {
      const text = deployment(
        `{rollbackTo: {revision: 3}, template: {metadata: {labels: {app: web}}, spec: {containers: [${container}]}}}`,
        apiVersion,
      );
      const { object, problems } = await decodeOne(text);
      assert.deepEqual(
        problems.map(({ code, path }) => `${code} ${path}`),
        ['ICTL0006 spec.rollbackTo'],
      );
      assert.equal(Object.hasOwn(object?.spec as object, 'rollbackTo'), false);
    });
  }

  for (const apiVersion of ['apps/v1', 'apps/v1beta2']) {
    it(`of ${apiVersion} has to have a selector, and no rollbackTo`, async () => {
      const text = deployment(`{rollbackTo: {}, template: {spec: {containers: [${container}]}}}`, apiVersion);
      assert.deepEqual(await errorsOf(text), [
        'spec.rollbackTo: unknown field "rollbackTo"',
        'spec.selector: required field is missing',
      ]);
    });
  }

  it('takes the pod fields of today', async () => {
    const pod = [
      '{hostnameOverride: h, resources: {limits: {cpu: 1}}, securityContext: {supplementalGroupsPolicy: Strict},',
      'initContainers: [{name: side, image: i, restartPolicy: Always, restartPolicyRules: [{action: Restart}]}],',
      'containers: [{name: c, image: i, lifecycle: {stopSignal: SIGTERM}, resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}],',
      'env: [{name: a, valueFrom: {fileKeyRef: {key: k, path: p, volumeName: v}}}]}],',
      'volumes: [{name: v, image: {reference: r}}, {name: w, projected: {sources: [{podCertificate: {keyType: ED25519, signerName: s}}]}}]}',
    ].join(' ');
    assert.deepEqual(await errorsOf(withPod(pod)), []);
  });

  it('mounts Secrets', async () => {
    const pod = [
      '{containers: [{name: c, image: i, volumeMounts: [{name: certs, mountPath: /etc/certs, subPath: a, readOnly: true}]}],',
      'volumes: [{name: certs, secret: {secretName: s, optional: true, items: [{key: tls.crt, path: sub/tls.crt}]}}]}',
    ].join(' ');
    assert.deepEqual(await errorsOf(withPod(pod)), []);
  });

  const refused: readonly (readonly [string, string])[] = [
    [
      deployment(`{selector: {}, template: {spec: {containers: [${container}]}}}`),
      'spec.selector: invalid value {}: empty selector',
    ],
    [
      deployment(
        `{selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: b}}, spec: {containers: [${container}]}}}`,
      ),
      'spec.template.metadata.labels: invalid value {"app":"b"}: `selector` does not match template `labels`',
    ],
    [withPod('{containers: []}'), 'spec.template.spec.containers: required value'],
    [withPod('{containers: [{name: c}]}'), 'spec.template.spec.containers[0].image: required value'],
    [
      withPod(`{containers: [${container}, ${container}]}`),
      'spec.template.spec.containers[1].name: duplicate value "c"',
    ],
    [
      withPod(`{restartPolicy: Never, containers: [${container}]}`),
      'spec.template.spec.restartPolicy: unsupported value "Never"',
    ],
    [
      withPod('{containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /x}]}]}'),
      'spec.template.spec.containers[0].volumeMounts[0].name: no volume is named "v"',
    ],
    [
      withPod(
        `{containers: [${container}], volumes: [{name: v, secret: {secretName: s, items: [{key: k, path: ../x}]}}]}`,
      ),
      'spec.template.spec.volumes[0].secret.items[0].path: invalid value "../x": must not contain',
    ],
    [
      withPod(`{containers: [${container}], warpDrive: true}`),
      'spec.template.spec.warpDrive: unknown field "warpDrive"',
    ],
  ];
  for (const [text, message] of refused) {
    it(`is refused: ${message}`, async () => {
      const errors = await errorsOf(text);
      assert.ok(errors[0]?.startsWith(message), errors.join('\n') || 'was accepted');
    });
  }
});

describe('a Pod', () => {
  it('cannot be written', async () => {
    const errors = await errorsOf(`apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [${container}]}`);
    assert.match(errors[0] ?? '', /apply a Deployment instead/);
  });
});
