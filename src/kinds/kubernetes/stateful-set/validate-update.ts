import { isDeepStrictEqual } from 'node:util';
import { forbiddenValue } from '../../field-problem.ts';
import type { Problem } from '../../problem.ts';
import type { Workload } from '../workload/workload.ts';

/** What of a StatefulSet may change (kubernetes/pkg/apis/apps/validation, ValidateStatefulSetUpdate). */
const changeable: readonly string[] = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
];

/** Pods and claims that are there were made from the rest, so it stays. */
export function statefulSetUpdateProblems({ spec }: Workload, previous: Workload): readonly Problem[] {
  if (isDeepStrictEqual(fixed(spec), fixed(previous.spec))) return [];
  const names = changeable.map((name) => `'${name}'`);
  return [
    forbiddenValue(
      'spec',
      `updates to statefulset spec for fields other than ${names.slice(0, -1).join(', ')} and ${names.at(-1)} are forbidden`,
    ),
  ];
}

function fixed(spec: object = {}): object {
  return Object.fromEntries(Object.entries(spec).filter(([name]) => !changeable.includes(name)));
}
