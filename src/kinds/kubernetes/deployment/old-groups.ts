// The Deployments of apps/v1beta2, apps/v1beta1 and extensions/v1beta1 as views of apps/v1 (kubernetes/pkg/apis/apps
// and extensions, defaults.go). The two oldest take selector and labels from the template, and knew rollbackTo.
import { withApiVersion } from '../../istio-versions.ts';
import type { Upgraded } from '../../kind.ts';
import type { KubeObject } from '../../object.ts';
import type { Problem } from '../../problem.ts';
import type { Deployment, LabelSelector } from '../deployment.ts';

const storageVersion = 'apps/v1';
const oldestVersions: readonly string[] = ['apps/v1beta1', 'extensions/v1beta1'];

const rollbackDropped: Problem = {
  code: 'ICTL0006',
  severity: 'warning',
  message: 'rollbackTo was an order to the old API server and is dropped; apply the template that is wanted',
  path: 'spec.rollbackTo',
};

/** Takes out what apps/v1 has no place for. */
export function upgrade(value: unknown, apiVersion: string): Upgraded {
  if (!oldestVersions.includes(apiVersion) || !isRecord(value) || !isRecord(value.spec)) return { value, problems: [] };
  if (!Object.hasOwn(value.spec, 'rollbackTo')) return { value, problems: [] };
  const { rollbackTo: _rollbackTo, ...spec } = value.spec;
  return { value: { ...value, spec }, problems: [rollbackDropped] };
}

export function toStorage(object: KubeObject, apiVersion: string): KubeObject {
  const view = withApiVersion(object, storageVersion);
  return oldestVersions.includes(apiVersion) ? withTemplateLabels(view as Deployment) : view;
}

function withTemplateLabels(deployment: Deployment): Deployment {
  const { metadata, spec } = deployment;
  const labels = spec?.template.metadata?.labels;
  if (spec === undefined || labels === undefined) return deployment;
  const ownLabels = metadata.labels;
  return {
    ...deployment,
    metadata: ownLabels === undefined || Object.keys(ownLabels).length === 0 ? { ...metadata, labels } : metadata,
    spec: { ...spec, selector: (spec.selector as LabelSelector | undefined) ?? { matchLabels: labels } },
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
