import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { parseFieldSelector } from '../../objects/field-selector.ts';
import { parseLabelSelector } from '../../objects/label-selector.ts';

export interface FilterFlags {
  readonly selector?: string;
  readonly fieldSelector?: string;
}

/** Returns the test that -l and --field-selector make for objects of a kind. @throws CliError where they are none */
export function objectFilter({ selector, fieldSelector }: FilterFlags, kind: Kind): (object: KubeObject) => boolean {
  const hasLabels = selector === undefined ? () => true : parseLabelSelector(selector);
  const hasFields = fieldSelector === undefined ? () => true : parseFieldSelector(fieldSelector, kind);
  return (object) => hasLabels(object.metadata.labels) && hasFields(object);
}
