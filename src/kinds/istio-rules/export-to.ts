// exportTo: which namespaces see an object.

import { itemOf } from '../field-path.ts';
import { refused } from '../field-problem.ts';
import type { Problem } from '../problem.ts';
import { isDnsLabel } from './names.ts';

interface ExportToRules {
  /** Namespace of the object, which `.` stands for. */
  readonly namespace: string;
  /** ServiceEntries may be exported to no one. */
  readonly allowNone?: boolean;
  /** A DestinationRule with a workload selector stays in its namespace. */
  readonly ownNamespaceOnly?: boolean;
}

const path = 'spec.exportTo';

/** Checks `spec.exportTo`. */
export function checkExportTo(exportTo: readonly string[] | undefined, rules: ExportToRules): readonly Problem[] {
  if (exportTo === undefined || exportTo.length === 0) return [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const [index, entry] of exportTo.entries()) {
    const key = entry === '.' ? rules.namespace : entry;
    const fault = seen.has(key) ? duplicateFault(entry, rules.namespace) : entryFault(key, rules);
    if (fault === undefined) seen.add(key);
    else problems.push(refused(itemOf(path, index), fault));
  }
  if (seen.has('*') && exportTo.length > 1) {
    problems.push(refused(path, 'cannot have both public (*) and non-public exportTo values for a resource'));
  }
  if (seen.has('~') && exportTo.length > 1) {
    problems.push(refused(path, 'cannot export service entry to no one (~) and someone'));
  }
  return [...problems, ...(rules.ownNamespaceOnly === true ? checkOwnNamespace(seen, rules.namespace) : [])];
}

function duplicateFault(entry: string, namespace: string): string {
  return entry === '.'
    ? `duplicate entries in exportTo: . and current namespace ${namespace}`
    : `duplicate entries in exportTo for entry ${entry}`;
}

function entryFault(key: string, { allowNone }: ExportToRules): string | undefined {
  if (key === '*' || (key === '~' && allowNone === true)) return undefined;
  if (key === '~') return 'exportTo ~ (none) is not allowed for Istio configuration objects';
  return isDnsLabel(key) ? undefined : 'only ., *, or a valid DNS 1123 label is allowed as exportTo entry';
}

function checkOwnNamespace(seen: ReadonlySet<string>, namespace: string): readonly Problem[] {
  if (seen.size === 0) return [];
  if (!seen.has(namespace)) {
    return [refused(path, 'destination rule with workload selector cannot have exportTo beyond current namespace')];
  }
  if (seen.size === 1) return [];
  return [refused(path, 'destination rule with workload selector cannot have multiple entries in exportTo')];
}
