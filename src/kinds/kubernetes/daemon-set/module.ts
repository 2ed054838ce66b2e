// DaemonSets (kubernetes/pkg/apis/apps and extensions, defaults.go and validation). Nothing runs their pods.
import { immutable } from '../../field-immutable.ts';
import { checkOneOf } from '../../field-problem.ts';
import { withApiVersion } from '../../istio-versions.ts';
import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import type { KubeObject } from '../../object.ts';
import type { Problem } from '../../problem.ts';
import { builtInModule } from '../built-in-module.ts';
import { daemonSetTypes } from '../generated/daemon-set.ts';
import { defaultTemplate } from '../workload/default-template.ts';
import { dropOldSpecField } from '../workload/old-spec-field.ts';
import { workloadSchemas } from '../workload/schema.ts';
import { withTemplateLabels } from '../workload/template-labels.ts';
import type { Workload } from '../workload/workload.ts';
import { workloadProblems } from '../workload/workload-problems.ts';

const storageVersion = 'apps/v1';
const oldestVersion = 'extensions/v1beta1';
const { schema, withoutSelector } = workloadSchemas(daemonSetTypes, 'DaemonSet');

interface UpdateStrategy {
  readonly type?: string;
  readonly rollingUpdate?: object;
}

export const daemonSetModule: KindModule = builtInModule<Workload>({
  schemas: { 'apps/v1': schema, 'apps/v1beta2': schema, [oldestVersion]: withoutSelector },
  storageVersion,
  nameRule: dns1123SubdomainFault,
  upgrade: dropOldSpecField('templateGeneration', 'is counted by the API server and is dropped', [oldestVersion]),
  toStorage,
  applyDefaults,
  validate,
  validateUpdate: ({ spec }, previous) => immutable('spec.selector', spec?.selector, previous.spec?.selector),
});

/** extensions/v1beta1 takes selector and labels from the template, and leaves pods alone until they are deleted. */
function toStorage(object: KubeObject, apiVersion: string): KubeObject {
  const view = withApiVersion(object, storageVersion) as Workload;
  if (apiVersion !== oldestVersion || view.spec === undefined) return view;
  return withTemplateLabels({ ...view, spec: { updateStrategy: { type: 'OnDelete' }, ...view.spec } });
}

function applyDefaults(daemonSet: Workload): Workload {
  const { spec } = daemonSet;
  if (spec === undefined) return daemonSet;
  const updateStrategy = defaultStrategy((spec.updateStrategy ?? {}) as UpdateStrategy);
  const template = defaultTemplate(spec.template);
  return { ...daemonSet, spec: { revisionHistoryLimit: 10, ...spec, updateStrategy, template } };
}

function defaultStrategy({ type = 'RollingUpdate', rollingUpdate = {} }: UpdateStrategy): UpdateStrategy {
  if (type !== 'RollingUpdate') return { type };
  return { type, rollingUpdate: { maxSurge: 0, maxUnavailable: 1, ...rollingUpdate } };
}

function validate({ spec }: Workload): readonly Problem[] {
  const { type } = (spec?.updateStrategy ?? {}) as UpdateStrategy;
  return [
    ...workloadProblems(spec, 'daemonset'),
    ...checkOneOf('spec.updateStrategy.type', type, ['OnDelete', 'RollingUpdate']),
  ];
}
