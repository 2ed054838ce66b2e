// The Deployments of apps/v1beta2, apps/v1beta1 and extensions/v1beta1 as views of apps/v1 (kubernetes/pkg/apis/apps
// and extensions, defaults.go). The two oldest take selector and labels from the template, and knew rollbackTo.
import { withApiVersion } from '../../istio-versions.ts';
import type { KubeObject } from '../../object.ts';
import type { Deployment } from '../deployment.ts';
import { dropOldSpecField } from '../workload/old-spec-field.ts';
import { withTemplateLabels } from '../workload/template-labels.ts';

const storageVersion = 'apps/v1';
const oldestVersions: readonly string[] = ['apps/v1beta1', 'extensions/v1beta1'];

/** Takes out what apps/v1 has no place for. */
export const upgrade = dropOldSpecField(
  'rollbackTo',
  'was an order to the old API server and is dropped; apply the template that is wanted',
  oldestVersions,
);

export function toStorage(object: KubeObject, apiVersion: string): KubeObject {
  const view = withApiVersion(object, storageVersion);
  return oldestVersions.includes(apiVersion) ? withTemplateLabels(view as Deployment) : view;
}
