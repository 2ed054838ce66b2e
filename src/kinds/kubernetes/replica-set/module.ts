// ReplicaSets (kubernetes/pkg/apis/apps and extensions, defaults.go and validation). Nothing runs their pods.
import { immutable } from '../../field-immutable.ts';
import { withApiVersion } from '../../istio-versions.ts';
import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import type { KubeObject } from '../../object.ts';
import { builtInModule } from '../built-in-module.ts';
import { replicaSetTypes } from '../generated/replica-set.ts';
import { defaultTemplate } from '../workload/default-template.ts';
import { workloadSchemas } from '../workload/schema.ts';
import { withTemplateLabels } from '../workload/template-labels.ts';
import type { Workload } from '../workload/workload.ts';
import { workloadProblems } from '../workload/workload-problems.ts';

const storageVersion = 'apps/v1';
const oldestVersion = 'extensions/v1beta1';
const { schema, withoutSelector } = workloadSchemas(replicaSetTypes, 'ReplicaSet');

export const replicaSetModule: KindModule = builtInModule<Workload>({
  schemas: { 'apps/v1': schema, 'apps/v1beta2': schema, [oldestVersion]: withoutSelector },
  storageVersion,
  nameRule: dns1123SubdomainFault,
  toStorage,
  applyDefaults,
  validate: ({ spec }) => workloadProblems(spec, 'replicaset'),
  validateUpdate: ({ spec }, previous) => immutable('spec.selector', spec?.selector, previous.spec?.selector),
});

function toStorage(object: KubeObject, apiVersion: string): KubeObject {
  const view = withApiVersion(object, storageVersion) as Workload;
  return apiVersion === oldestVersion ? withTemplateLabels(view) : view;
}

function applyDefaults(replicaSet: Workload): Workload {
  const { spec } = replicaSet;
  if (spec === undefined) return replicaSet;
  return { ...replicaSet, spec: { replicas: 1, ...spec, template: defaultTemplate(spec.template) } };
}
