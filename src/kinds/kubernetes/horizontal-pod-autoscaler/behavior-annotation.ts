// autoscaling/v1 and v2beta1 have no place for the behavior: the API server writes it into an annotation, with the field
// names of its Go types (kubernetes/pkg/apis/autoscaling, BehaviorSpecsAnnotation).
import { checkSchema } from '../../check/check-schema.ts';
import { expandType } from '../compact-schema.ts';
import { horizontalPodAutoscalerTypes } from '../generated/horizontal-pod-autoscaler.ts';
import type { ScalingBehavior } from '../horizontal-pod-autoscaler.ts';
import { parsedJson } from './parsed-json.ts';

const behaviorSchema = expandType(horizontalPodAutoscalerTypes, 'HorizontalPodAutoscalerBehavior');

export const behaviorAnnotation = 'autoscaling.alpha.kubernetes.io/behavior';

/** Returns the value of the annotation: `{"ScaleUp":{"SelectPolicy":"Max",…}}`. */
export function behaviorText(behavior: ScalingBehavior): string {
  return JSON.stringify(renamed(behavior, (name) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`));
}

/** Reads the annotation; undefined where it holds none, which the API server ignores, too. */
export function readBehavior(text: string): ScalingBehavior | undefined {
  // The case of names does not matter, as in Go.
  const value = renamed(parsedJson(text), (name) => `${name.charAt(0).toLowerCase()}${name.slice(1)}`);
  const { value: behavior, problems } = checkSchema(value, behaviorSchema);
  return problems.length > 0 ? undefined : (behavior as ScalingBehavior);
}

function renamed(value: unknown, name: (field: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => renamed(item, name));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(entries.map(([field, inner]) => [name(field), renamed(inner, name)]));
}
