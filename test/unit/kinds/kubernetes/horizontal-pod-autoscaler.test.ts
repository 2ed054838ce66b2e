import assert from 'node:assert/strict';
import { horizontalPodAutoscalerKind } from '../../../../src/kinds/kubernetes/horizontal-pod-autoscaler/kind.ts';
import type { KubeObject } from '../../../../src/kinds/object.ts';
import { errorsOf, storedObject } from '../../../support/decode-one.ts';

const target = 'scaleTargetRef: {kind: Deployment, name: web}';

function autoscaler(version: string, spec: string, annotations: Readonly<Record<string, string>> = {}): string {
  const metadata = `{name: web, annotations: ${JSON.stringify(annotations)}}`;
  return `{apiVersion: autoscaling/${version}, kind: HorizontalPodAutoscaler, metadata: ${metadata}, spec: {${target}, ${spec}}}`;
}

async function seenAs(object: KubeObject, version: string): Promise<KubeObject> {
  const { fromStorage } = await horizontalPodAutoscalerKind.load();
  return fromStorage(object, `autoscaling/${version}`);
}

const cpu = (averageUtilization: number): object => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
});

const metricsKey = 'autoscaling.alpha.kubernetes.io/metrics';
const behaviorKey = 'autoscaling.alpha.kubernetes.io/behavior';

describe('a HorizontalPodAutoscaler', () => {
  it('wants 80 percent of the CPU and one pod unless told otherwise', async () => {
    const { spec } = await storedObject(autoscaler('v1', 'maxReplicas: 3'));
    assert.deepEqual(spec, {
      minReplicas: 1,
      scaleTargetRef: { kind: 'Deployment', name: 'web' },
      maxReplicas: 3,
      metrics: [cpu(80)],
    });
  });

  it('of v1 is one metric for the CPU behind those of the annotation', async () => {
    const text = autoscaler('v1', 'maxReplicas: 3, targetCPUUtilizationPercentage: 60', {
      [metricsKey]: '[{"type":"Pods","pods":{"metricName":"m","targetAverageValue":"5"}}]',
    });
    const { metadata, spec } = await storedObject(text);
    assert.equal(metadata.annotations, undefined);
    assert.deepEqual((spec as { metrics: unknown }).metrics, [
      { type: 'Pods', pods: { metric: { name: 'm' }, target: { type: 'AverageValue', averageValue: '5' } } },
      cpu(60),
    ]);
  });

  it('is seen in v1 with a percentage, and the rest in annotations', async () => {
    const stored = await storedObject(
      autoscaler(
        'v2',
        `maxReplicas: 3, behavior: {scaleDown: {selectPolicy: Disabled}}, metrics: [${JSON.stringify(cpu(60))}, {type: Resource, resource: {name: memory, target: {type: AverageValue, averageValue: 1Gi}}}]`,
        { own: 'kept' },
      ),
    );
    const { metadata, spec } = await seenAs(stored, 'v1');
    assert.deepEqual(spec, {
      minReplicas: 1,
      scaleTargetRef: { kind: 'Deployment', name: 'web' },
      maxReplicas: 3,
      targetCPUUtilizationPercentage: 60,
    });
    const { [metricsKey]: metrics = '', [behaviorKey]: behavior = '', ...others } = metadata.annotations ?? {};
    assert.deepEqual(others, { own: 'kept' });
    assert.deepEqual(JSON.parse(metrics), [
      { type: 'Resource', resource: { name: 'memory', targetAverageValue: '1Gi' } },
    ]);
    assert.equal((JSON.parse(behavior) as { ScaleDown: { SelectPolicy: string } }).ScaleDown.SelectPolicy, 'Disabled');
  });

  for (const [metrics, behavior] of [
    ['no JSON', '[]'],
    ['[null]', 'null'],
    ['[{"type": "Resource", "resource": "cpu"}]', '{"ScaleUp": 5}'],
  ]) {
    it(`ignores annotations that cannot be read, as the API server does: ${metrics}`, async () => {
      const text = autoscaler('v1', 'maxReplicas: 3', { [metricsKey]: `${metrics}`, [behaviorKey]: `${behavior}` });
      assert.deepEqual((await storedObject(text)).spec, {
        minReplicas: 1,
        scaleTargetRef: { kind: 'Deployment', name: 'web' },
        maxReplicas: 3,
        metrics: [cpu(80)],
      });
    });
  }

  it('of v2beta1 has targets without a type', async () => {
    const stored = await storedObject(
      autoscaler(
        'v2beta1',
        'maxReplicas: 3, metrics: [{type: Resource, resource: {name: cpu, targetAverageUtilization: 80}}]',
      ),
    );
    assert.deepEqual((stored.spec as { metrics: unknown }).metrics, [cpu(80)]);
    const view = await seenAs(stored, 'v2beta1');
    assert.deepEqual((view.spec as { metrics: unknown }).metrics, [
      { type: 'Resource', resource: { name: 'cpu', targetAverageUtilization: 80 } },
    ]);
  });

  it('names what is wrong', async () => {
    const text = autoscaler(
      'v2',
      `minReplicas: 5, maxReplicas: 3, behavior: {scaleUp: {stabilizationWindowSeconds: 4000, policies: [{type: Any, value: 0, periodSeconds: 2000}]}}, metrics: [
        {type: Any}, {type: Pods}, {type: Resource, resource: {name: cpu, target: {type: Value, averageValue: "0", averageUtilization: 5}}, pods: {metric: {name: m}, target: {type: AverageValue, averageValue: "5"}}}]`,
    );
    assert.deepEqual(await errorsOf(text), [
      'spec.maxReplicas: invalid value 3: must be greater than or equal to `minReplicas`',
      'spec.metrics[0].type: unsupported value "Any": supported values are "ContainerResource", "External", "Object", "Pods", "Resource"',
      'spec.metrics[1].pods: required value: must populate information for the given metric source',
      'spec.metrics[2].pods: forbidden: must populate the given metric source only',
      'spec.metrics[2].resource.target.averageValue: forbidden: may not set both averageUtilization and averageValue',
      'spec.metrics[2].resource.target.averageValue: invalid value "0": must be positive',
      'spec.behavior.scaleUp.stabilizationWindowSeconds: invalid value 4000: must be between 0 and 3600, inclusive',
      'spec.behavior.scaleUp.policies[0].type: unsupported value "Any": supported values are "Percent", "Pods"',
      'spec.behavior.scaleUp.policies[0].value: invalid value 0: must be greater than zero',
      'spec.behavior.scaleUp.policies[0].periodSeconds: invalid value 2000: must be less than or equal to 1800',
    ]);
  });
});
