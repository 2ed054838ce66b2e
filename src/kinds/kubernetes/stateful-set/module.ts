// StatefulSets (kubernetes/pkg/apis/apps, defaults.go and validation). Nothing runs their pods.
import { checkOneOf } from '../../field-problem.ts';
import { withApiVersion } from '../../istio-versions.ts';
import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import type { KubeObject } from '../../object.ts';
import type { Problem } from '../../problem.ts';
import { builtInModule } from '../built-in-module.ts';
import { statefulSetTypes } from '../generated/stateful-set.ts';
import { defaultTemplate } from '../workload/default-template.ts';
import { workloadSchemas } from '../workload/schema.ts';
import { withTemplateLabels } from '../workload/template-labels.ts';
import type { Workload } from '../workload/workload.ts';
import { workloadProblems } from '../workload/workload-problems.ts';
import { statefulSetUpdateProblems } from './validate-update.ts';

const storageVersion = 'apps/v1';
const oldestVersion = 'apps/v1beta1';
const { schema, withoutSelector } = workloadSchemas(statefulSetTypes, 'StatefulSet');

const specDefaults = {
  podManagementPolicy: 'OrderedReady',
  replicas: 1,
  revisionHistoryLimit: 10,
  persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
};

interface UpdateStrategy {
  readonly type?: string;
  readonly rollingUpdate?: object;
}

export const statefulSetModule: KindModule = builtInModule<Workload>({
  schemas: { 'apps/v1': schema, 'apps/v1beta2': schema, [oldestVersion]: withoutSelector },
  storageVersion,
  nameRule: dns1123SubdomainFault,
  toStorage,
  applyDefaults,
  validate,
  validateUpdate: statefulSetUpdateProblems,
});

/** apps/v1beta1 takes selector and labels from the template, and leaves pods alone until they are deleted. */
function toStorage(object: KubeObject, apiVersion: string): KubeObject {
  const view = withApiVersion(object, storageVersion) as Workload;
  if (apiVersion !== oldestVersion || view.spec === undefined) return view;
  return withTemplateLabels({ ...view, spec: { updateStrategy: { type: 'OnDelete' }, ...view.spec } });
}

function applyDefaults(statefulSet: Workload): Workload {
  const { spec } = statefulSet;
  if (spec === undefined) return statefulSet;
  const updateStrategy = defaultStrategy((spec.updateStrategy ?? {}) as UpdateStrategy);
  const template = defaultTemplate(spec.template);
  return { ...statefulSet, spec: { ...specDefaults, ...spec, updateStrategy, template } };
}

function defaultStrategy({ type = 'RollingUpdate', rollingUpdate = {} }: UpdateStrategy): UpdateStrategy {
  return type === 'RollingUpdate' ? { type, rollingUpdate: { partition: 0, ...rollingUpdate } } : { type };
}

function validate({ spec }: Workload): readonly Problem[] {
  const { type } = (spec?.updateStrategy ?? {}) as UpdateStrategy;
  return [
    ...workloadProblems(spec, 'statefulset'),
    ...checkOneOf('spec.podManagementPolicy', spec?.podManagementPolicy as string | undefined, [
      'OrderedReady',
      'Parallel',
    ]),
    ...checkOneOf('spec.updateStrategy.type', type, ['OnDelete', 'RollingUpdate']),
  ];
}
