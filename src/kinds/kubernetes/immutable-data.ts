import { isDeepStrictEqual } from 'node:util';
import { forbiddenValue } from '../field-problem.ts';
import type { KubeObject } from '../object.ts';
import type { Problem } from '../problem.ts';

interface WithImmutable extends KubeObject {
  readonly immutable?: boolean;
}

/** `immutable: true` of a Secret or ConfigMap holds for its data and for itself, until it is deleted. */
export function immutableDataProblems(
  object: WithImmutable,
  previous: WithImmutable,
  dataFields: readonly string[],
): readonly Problem[] {
  if (previous.immutable !== true) return [];
  const changed = dataFields.filter((field) => !isDeepStrictEqual(object[field] ?? {}, previous[field] ?? {}));
  return [...(object.immutable === true ? [] : ['immutable']), ...changed].map((field) =>
    forbiddenValue(field, 'field is immutable when `immutable` is set'),
  );
}
