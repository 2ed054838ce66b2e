// ReplicationControllers (kubernetes/pkg/apis/core, defaults.go and validation): what there was before ReplicaSets, with
// a selector that is labels alone. Nothing runs their pods.
import { invalidValue, requiredValue } from '../../field-problem.ts';
import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import { labelProblems } from '../../metadata/validate-metadata.ts';
import type { KubeObject } from '../../object.ts';
import type { Problem } from '../../problem.ts';
import { builtInModule } from '../built-in-module.ts';
import { type CompactTypes, expandKind } from '../compact-schema.ts';
import { podTypes } from '../generated/pod.ts';
import { replicationControllerTypes } from '../generated/replication-controller.ts';
import { selects } from '../label-selector.ts';
import type { PodTemplate } from '../pod.ts';
import { defaultTemplate } from '../workload/default-template.ts';
import { notNegativeProblems, restartPolicyProblems, templateProblems } from '../workload/workload-problems.ts';

const types: CompactTypes = { ...podTypes, ...replicationControllerTypes };

interface ReplicationController extends KubeObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly selector?: Readonly<Record<string, string>>;
    readonly template?: PodTemplate;
    readonly [field: string]: unknown;
  };
}

export const replicationControllerModule: KindModule = builtInModule<ReplicationController>({
  schemas: { v1: expandKind(types, 'ReplicationController') },
  storageVersion: 'v1',
  nameRule: dns1123SubdomainFault,
  applyDefaults,
  validate,
});

function applyDefaults(controller: ReplicationController): ReplicationController {
  const { spec = {}, metadata } = controller;
  const { template, selector } = spec;
  const labels = template?.metadata?.labels;
  return {
    ...controller,
    metadata: labels === undefined || hasKeys(metadata.labels) ? metadata : { ...metadata, labels },
    spec: {
      replicas: 1,
      ...spec,
      ...(labels === undefined || hasKeys(selector) ? {} : { selector: labels }),
      ...(template === undefined ? {} : { template: defaultTemplate(template) }),
    },
  };
}

function hasKeys(record: object = {}): boolean {
  return Object.keys(record).length > 0;
}

function validate({ spec = {} }: ReplicationController): readonly Problem[] {
  const { selector = {}, template } = spec;
  return [
    ...notNegativeProblems(spec, ['replicas', 'minReadySeconds']),
    ...(hasKeys(selector) ? labelProblems(selector, 'spec.selector') : [requiredValue('spec.selector')]),
    ...(template === undefined ? [requiredValue('spec.template')] : podProblems(template, selector)),
  ];
}

function podProblems(template: PodTemplate, selector: Readonly<Record<string, string>>): readonly Problem[] {
  const labels = template.metadata?.labels ?? {};
  return [
    ...(selects({ matchLabels: selector }, labels)
      ? []
      : [invalidValue('spec.template.metadata.labels', labels, '`selector` does not match template `labels`')]),
    ...templateProblems(template, 'spec.template'),
    ...restartPolicyProblems(template, 'spec.template', ['Always']),
  ];
}
