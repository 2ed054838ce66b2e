// The schema of a pod, from which types are known where Go's template sees structs.
import { expandKind } from '../../kinds/kubernetes/compact-schema.ts';
import { podTypes } from '../../kinds/kubernetes/generated/pod.ts';
import type { ObjectSchema } from '../../kinds/schema.ts';

export interface PodSchemas {
  readonly metadata: ObjectSchema;
  readonly spec: ObjectSchema;
}

/** Returns the schemas of a pod's metadata and spec. */
export function podSchemas(): PodSchemas {
  const { metadata, spec } = expandKind(podTypes, 'Pod').fields;
  if (metadata?.schema.type !== 'object' || spec?.schema.type !== 'object') throw new Error('Pod has no schema');
  return { metadata: metadata.schema, spec: spec.schema };
}

/**
 * Fields that are pointers in Go's types (k8s.io/api/core/v1), so that false, 0 and '' are values of their own; in
 * other fields they mean the same as an absent field.
 */
const pointerFields: ReadonlySet<string> = new Set([
  ...['activeDeadlineSeconds', 'allowPrivilegeEscalation', 'automountServiceAccountToken', 'blockOwnerDeletion'],
  ...['controller', 'defaultMode', 'deletionGracePeriodSeconds', 'enableServiceLinks', 'expirationSeconds', 'fsGroup'],
  ...['fsGroupChangePolicy', 'hostUsers', 'hostnameOverride', 'localhostProfile', 'mode', 'mountPropagation'],
  ...['optional', 'preemptionPolicy', 'priority', 'privileged', 'procMount', 'readOnlyRootFilesystem', 'runAsGroup'],
  ...['runAsNonRoot', 'runAsUser', 'runtimeClassName', 'service', 'setHostnameAsFQDN', 'shareProcessNamespace'],
  ...['signerName', 'sizeLimit', 'storageClassName', 'terminationGracePeriodSeconds', 'tolerationSeconds'],
]);

/** Whether a field tells an explicit zero value from an absent one. */
export function isPointerField(name: string): boolean {
  return pointerFields.has(name);
}
