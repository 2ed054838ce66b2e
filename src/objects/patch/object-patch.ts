import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { isPlainRecord } from '../../kinds/upgrade/plain-record.ts';
import { ApiError, CliError, ExitCode } from '../../lib/errors.ts';
import { groupResource } from '../api-texts.ts';
import { applyJsonPatch, parseJsonPatch } from './json-patch.ts';
import { mergePatch } from './merge-patch.ts';
import { mergeRulesOf } from './merge-rules.ts';
import { strategicPatch } from './strategic-patch.ts';

export type PatchType = 'strategic' | 'merge' | 'json';

/** The type that a kind is patched with where none is named: the one with which lists of containers or ports stay whole. */
export function defaultPatchType(kind: Kind): PatchType {
  return mergeRulesOf(kind) === undefined ? 'merge' : 'strategic';
}

/**
 * Returns what a patch does to objects of a kind.
 * @throws CliError where the kind takes no such patch, ApiError BadRequest where the value is none
 */
export function objectPatch(type: PatchType, value: unknown, kind: Kind): (object: KubeObject) => unknown {
  if (type === 'json') {
    const operations = parseJsonPatch(value);
    return (object) => applyJsonPatch(object, operations);
  }
  if (!isPlainRecord(value)) {
    throw new ApiError('BadRequest', `a ${type} patch is a map, like {"spec": {"hosts": ["foo.bar.com"]}}`, {
      hint: 'a list of operations is a JSON patch: --type json',
    });
  }
  if (type === 'merge') return (object) => mergePatch(object, value);
  const rules = mergeRulesOf(kind);
  if (rules === undefined) throw notStrategic(kind);
  return (object) => strategicPatch(object, value, rules);
}

/** As on an API server, which answers 415 for custom resources. */
function notStrategic(kind: Kind): CliError {
  return new CliError(`${groupResource(kind)} takes no strategic merge patch: only Kubernetes' own kinds do`, {
    exitCode: ExitCode.usage,
    hint: 'use --type merge, which replaces lists as a whole, or --type json',
  });
}
