// Merges a rule of a delegate into the rule of the root that delegates to it (Istio's mergeHTTPRoute).
import type { HttpMatchRequest, StringMatch } from '../../kinds/virtual-service/virtual-service.ts';
import type { HttpRule, RuleMatch } from './bound-virtual-service.ts';

/** What a delegate's rule takes from the root's where it says nothing itself. */
const inherited = [
  'rewrite',
  'directResponse',
  'timeout',
  'retries',
  'fault',
  'mirror',
  'mirrors',
  'mirrorPercent',
  'mirrorPercentage',
  'corsPolicy',
  'headers',
] as const;

/** The merged rule; undefined where a match of the delegate is not narrower than any match of the root. */
export function mergeDelegate(root: HttpRule, delegate: HttpRule): HttpRule | undefined {
  const matches = mergeMatches(root.matches, delegate.matches);
  if (matches === undefined) return undefined;
  const fromRoot = Object.fromEntries(
    inherited.filter((field) => root.rule[field] !== undefined).map((field) => [field, root.rule[field]]),
  );
  const name = joinNames(root.rule.name, delegate.rule.name);
  const rule = { ...fromRoot, ...delegate.rule };
  return { ...delegate, rule: name === undefined ? rule : { ...rule, name }, matches };
}

function joinNames(root: string | undefined, delegate: string | undefined): string | undefined {
  return root && delegate ? `${root}-${delegate}` : delegate || root;
}

/** Where one side has no match, the other side's hold; else each of the delegate's with each it is narrower than. */
function mergeMatches(root: readonly RuleMatch[], delegate: readonly RuleMatch[]): readonly RuleMatch[] | undefined {
  if (root.length === 0) return delegate;
  if (delegate.length === 0) return root;
  const merged: RuleMatch[] = [];
  for (const { match, path } of delegate) {
    const fitting = root.filter((one) => !hasConflict(one.match, match));
    if (fitting.length === 0) return undefined;
    merged.push(...fitting.map((one) => ({ match: mergeMatch(one.match, match), path })));
  }
  return merged;
}

function mergeMatch(root: HttpMatchRequest, delegate: HttpMatchRequest): HttpMatchRequest {
  const name = joinNames(root.name, delegate.name);
  const merged = { ...root, ...delegate };
  for (const field of ['headers', 'withoutHeaders', 'queryParams', 'sourceLabels'] as const) {
    if (root[field] === undefined || delegate[field] === undefined) continue;
    Object.assign(merged, { [field]: { ...root[field], ...delegate[field] } });
  }
  return name === undefined ? merged : { ...merged, name };
}

function hasConflict(root: HttpMatchRequest, delegate: HttpMatchRequest): boolean {
  const differ = <T>(left: T | undefined, right: T | undefined) =>
    left !== undefined && right !== undefined && left !== right;
  return (
    (['uri', 'scheme', 'method', 'authority'] as const).some((field) => isNotNarrower(root[field], delegate[field])) ||
    (['headers', 'withoutHeaders', 'queryParams'] as const).some((field) =>
      mapsConflict(root[field], delegate[field]),
    ) ||
    (root.ignoreUriCase ?? false) !== (delegate.ignoreUriCase ?? false) ||
    differ(root.port || undefined, delegate.port || undefined) ||
    differ(root.sourceNamespace || undefined, delegate.sourceNamespace || undefined) ||
    labelsConflict(root.sourceLabels, delegate.sourceLabels) ||
    gatewaysConflict(root.gateways ?? [], delegate.gateways ?? [])
  );
}

function mapsConflict(root: HttpMatchRequest['headers'], delegate: HttpMatchRequest['headers']): boolean {
  return Object.entries(delegate ?? {}).some(([key, value]) => isNotNarrower(root?.[key], value));
}

/** Of a key that both have, the value has to be the same. */
function labelsConflict(root: HttpMatchRequest['sourceLabels'], delegate: HttpMatchRequest['sourceLabels']): boolean {
  return Object.entries(delegate ?? {}).some(([key, value]) => root?.[key] !== undefined && root[key] !== value);
}

/** The delegate's gateways have to be among the root's. */
function gatewaysConflict(root: readonly string[], delegate: readonly string[]): boolean {
  return root.length > 0 && delegate.some((gateway) => !root.includes(gateway));
}

/** Whether a delegate's match takes something that the root's does not; expressions cannot be compared. */
function isNotNarrower(root: StringMatch | undefined, delegate: StringMatch | undefined): boolean {
  if (root === undefined || delegate === undefined) return false;
  if (root.regex || delegate.regex) return true;
  if (root.exact) return delegate.exact !== root.exact;
  if (root.prefix) return !(delegate.prefix || delegate.exact || '').startsWith(root.prefix);
  return true;
}
