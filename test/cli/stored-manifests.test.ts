import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { run } from '../support/run-ictl.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const renders: readonly string[] = [
  'gateway --profile istio-0.8',
  'gateway --profile istio',
  'gateway --profile ictl',
  'gateway --profile istio --set kind=DaemonSet,podDisruptionBudget.minAvailable=1,global.networkPolicy.enabled=true',
  'ingress',
];

const pods = '{metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}';
const endingPods = '{metadata: {labels: {a: b}}, spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}';
const workloads: readonly (readonly [kind: string, apiVersion: string, spec: string])[] = [
  ['Deployment', 'extensions/v1beta1', `{template: ${pods}}`],
  ['DaemonSet', 'apps/v1', `{selector: {matchLabels: {a: b}}, template: ${pods}}`],
  ['StatefulSet', 'apps/v1', `{serviceName: a, selector: {matchLabels: {a: b}}, template: ${pods}}`],
  ['ReplicaSet', 'apps/v1beta2', `{selector: {matchLabels: {a: b}}, template: ${pods}}`],
  ['ReplicationController', 'v1', `{template: ${pods}}`],
  ['Job', 'batch/v1', `{template: ${endingPods}}`],
  ['CronJob', 'batch/v1', `{schedule: '@daily', jobTemplate: {spec: {template: ${endingPods}}}}`],
];

describe('what ictl prints', () => {
  const folder = temporaryFolder();
  const ictl = (args: string, stdin?: string) =>
    run(join(folder(), 'home'), args, { cwd: folder(), ...(stdin === undefined ? {} : { stdin }) });

  for (const args of renders) {
    it(`can be applied whole, twice: render ${args}`, async () => {
      const { stdout, exitCode } = await ictl(`render ${args}`);
      assert.equal(exitCode, 0);
      const first = await ictl('apply -f -', stdout);
      assert.deepEqual([first.exitCode, first.stderr.includes('error')], [0, false], first.stderr);
      const second = await ictl('apply -f -', stdout);
      assert.equal(second.exitCode, 0, second.stderr);
      assert.doesNotMatch(second.stdout, /Created|Updated/);
    });
  }

  for (const [kind, apiVersion, spec] of workloads) {
    it(`can be applied: an injected ${kind}`, async () => {
      const text = JSON.stringify({ apiVersion, kind, metadata: { name: 'a' } }).replace(/}$/, `, spec: ${spec}}`);
      const injected = await ictl('kube-inject -f -', text);
      assert.equal(injected.exitCode, 0, injected.stderr);
      assert.match(injected.stdout, /istio-proxy/);
      const applied = await ictl('apply -f -', injected.stdout);
      assert.equal(applied.exitCode, 0, applied.stderr);
      const { stdout } = await ictl(`get ${kind.toLowerCase()} -o wide`);
      assert.match(stdout, /istio-proxy/);
    });
  }

  it('is shown beside each other', async () => {
    await ictl('apply -f -', (await ictl('render gateway --profile istio')).stdout);
    const { stdout } = await ictl('get sa,hpa,role,rolebinding -A');
    for (const name of ['serviceaccount/', 'horizontalpodautoscaler.autoscaling/', 'role.rbac.authorization.k8s.io/']) {
      assert.ok(stdout.includes(`${name}istio-ingressgateway`), `${name} in ${stdout}`);
    }
    assert.match(stdout, /NAMESPACE +NAME +CREATED AT\n/);
  });
});
