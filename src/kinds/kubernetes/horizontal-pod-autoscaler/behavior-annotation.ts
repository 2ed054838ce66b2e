// autoscaling/v1 and v2beta1 have no place for the behavior: the API server writes it into an annotation, with the field
// names of its Go types (kubernetes/pkg/apis/autoscaling, BehaviorSpecsAnnotation).
import type { ScalingBehavior } from '../horizontal-pod-autoscaler.ts';

export const behaviorAnnotation = 'autoscaling.alpha.kubernetes.io/behavior';

/** Returns the value of the annotation: `{"ScaleUp":{"SelectPolicy":"Max",…}}`. */
export function behaviorText(behavior: ScalingBehavior): string {
  return JSON.stringify(renamed(behavior, (name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`));
}

/** Reads the annotation; undefined where it holds none. The case of names does not matter, as in Go. */
export function readBehavior(text: string): ScalingBehavior | undefined {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return renamed(value, (name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`) as ScalingBehavior;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The API server ignores an annotation it cannot read, too.
  }
}

function renamed(value: unknown, name: (field: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => renamed(item, name));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(entries.map(([field, inner]) => [name(field), renamed(inner, name)]));
}
