import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import type { ApiError } from '../../lib/errors.ts';
import type { Objects } from '../../objects/objects.ts';
import type { Target } from './choose-targets.ts';

export interface TargetObject {
  readonly kind: Kind;
  /** The version that was asked for. */
  readonly apiVersion: string;
  /** In its storage version. */
  readonly object: KubeObject;
}

/** Reads what targets mean; what is named and not there is told apart. */
export function readTargets(
  objects: Objects,
  targets: readonly Target[],
): { readonly found: readonly TargetObject[]; readonly missing: readonly ApiError[] } {
  const found: TargetObject[] = [];
  const missing: ApiError[] = [];
  for (const target of targets) {
    if ('selection' in target) {
      const { kind, namespace, matches } = target.selection;
      const { apiVersion = kind.storageVersion } = target;
      for (const object of objects.list(kind, namespace).items.filter(matches))
        found.push({ kind, apiVersion, object });
      continue;
    }
    const { kind } = target.ref;
    const object = objects.find(target.ref);
    if (object === undefined) missing.push(objects.notFound(target.ref));
    else found.push({ kind, apiVersion: target.apiVersion ?? kind.storageVersion, object });
  }
  return { found, missing };
}
