// Which workloads or objects a policy is for: labels, or references. The schema is that of Istio's CRDs, the rules are
// those of istio, validateOneOfSelectorType and validatePolicyTargetReference.
import { fieldOf, itemOf } from '../field-path.ts';
import { refused } from '../field-problem.ts';
import { checkSelector } from '../istio-rules/fields.ts';
import type { Problem } from '../problem.ts';
import { field, type Infer, list, map, object, required, string } from '../schema.ts';

export const workloadSelector = object({
  matchLabels: field(map(string({ maxLength: 63 }), { maxProperties: 4096 }), 'Labels of the workloads.'),
});

const targetRef = object({
  group: field(
    string({ maxLength: 253, pattern: '^$|^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$' }),
    'API group; none for Services.',
  ),
  kind: required(
    string({ minLength: 1, maxLength: 63, pattern: '^[a-zA-Z]([-a-zA-Z0-9]*[a-zA-Z0-9])?$' }),
    'Kind: Service, ServiceEntry, Gateway or GatewayClass.',
  ),
  name: required(string({ minLength: 1, maxLength: 253 }), 'Name in the namespace of the policy.'),
  namespace: field(string(), 'Not supported: must be empty.'),
});

/** The fields of a spec that say what the policy is for. */
export const targetFields = {
  selector: field(workloadSelector, 'The workloads it is for. Default: all of the namespace.'),
  targetRef: field(targetRef, 'The object it is for.'),
  targetRefs: field(list(targetRef, { maxItems: 16 }), 'The objects it is for.'),
} as const;

type TargetRef = Infer<typeof targetRef>;

interface Target {
  readonly selector?: Infer<typeof workloadSelector>;
  readonly targetRef?: TargetRef;
  readonly targetRefs?: readonly TargetRef[];
}

const targets: readonly string[] = [
  '/Service',
  'networking.istio.io/ServiceEntry',
  'gateway.networking.k8s.io/Gateway',
  'gateway.networking.k8s.io/GatewayClass',
];

/** Checks what a policy is for. */
export function checkTarget({ selector, targetRef: one, targetRefs = [] }: Target): readonly Problem[] {
  const given = [selector, one, targetRefs.length > 0 ? targetRefs : undefined].filter((way) => way !== undefined);
  return [
    ...(given.length > 1 ? [refused('spec', 'only one of targetRefs or selector can be set')] : []),
    ...checkWorkloadSelector('spec.selector.matchLabels', selector),
    ...(one === undefined ? [] : checkTargetRef('spec.targetRef', one)),
    ...targetRefs.flatMap((ref, index) => checkTargetRef(itemOf('spec.targetRefs', index), ref)),
  ];
}

/** Checks labels that select workloads; `path` is theirs. */
export function checkWorkloadSelector(
  path: string,
  selector: { readonly matchLabels?: Readonly<Record<string, string>> } | undefined,
): readonly Problem[] {
  if (selector === undefined) return [];
  return checkSelector(path, selector.matchLabels, 'workload selector specified without labels');
}

function checkTargetRef(path: string, { group = '', kind, namespace = '' }: TargetRef): readonly Problem[] {
  const canonical = `${group === 'core' ? '' : group}/${kind}`;
  return [
    ...(namespace === ''
      ? []
      : [refused(fieldOf(path, 'namespace'), 'cross namespace referencing is not supported: must not be set')]),
    ...(targets.includes(canonical)
      ? []
      : [refused(path, `target must be a Service, ServiceEntry, Gateway or GatewayClass, not ${group}/${kind}`)]),
  ];
}
