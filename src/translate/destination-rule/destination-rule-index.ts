// Which DestinationRule applies to a service, as Istio chooses it (push_context.go destinationRule): of the proxy's
// namespace, else of the service's, else of the root namespace; in each the most special host, with selectors first.
import type { GatewayProxy } from '../../snapshot/proxy.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { coveringWildcards } from '../host.ts';
import { selects } from '../labels.ts';
import { resolveHost } from '../short-name.ts';
import { isVisibleTo, readVisibility, type Visibility } from '../visibility.ts';
import { addMergedRule, type MergedRule, toMergedRule } from './merged-rule.ts';

/** Host (possibly a wildcard) -> merged rules. */
type HostRules = Map<string, readonly MergedRule[]>;

interface RuleTables {
  /** Rules that proxies of the rule's own namespace look at first. */
  readonly local: Map<string, HostRules>;
  /** Rules that other namespaces may see. */
  readonly exported: Map<string, HostRules>;
  /** Private rules of the root namespace, which a proxy there looks at first. */
  readonly rootLocal: HostRules;
}

export interface DestinationRuleIndex {
  /** The rule for a service of a namespace, if there is one. */
  find(host: string, namespace: string): MergedRule | undefined;
}

export function buildDestinationRuleIndex(snapshot: Snapshot, proxy: GatewayProxy): DestinationRuleIndex {
  const rootNamespace = snapshot.meshConfig.rootNamespace ?? 'istio-system';
  const tables = fillTables(snapshot, rootNamespace);
  const local = proxy.namespace === rootNamespace ? tables.rootLocal : tables.local.get(proxy.namespace);
  const cache = new Map<string, MergedRule | undefined>();
  const select = (host: string, namespace: string) =>
    matching(local, host) ??
    exportedTo(matching(tables.exported.get(namespace), host), proxy.namespace) ??
    exportedTo(matching(tables.exported.get(rootNamespace), host), proxy.namespace);
  return {
    find(host, namespace) {
      const key = `${namespace}/${host}`;
      if (!cache.has(key)) cache.set(key, forProxy(select(host, namespace) ?? [], proxy));
      return cache.get(key);
    },
  };
}

function fillTables({ destinationRules, meshConfig }: Snapshot, rootNamespace: string): RuleTables {
  const tables: RuleTables = { local: new Map(), exported: new Map(), rootLocal: new Map() };
  for (const rule of destinationRules) {
    const namespace = rule.metadata.namespace ?? '';
    const host = resolveHost(rule.spec?.host ?? '', namespace);
    const visibility = readVisibility(rule.spec?.exportTo, meshConfig.defaultDestinationRuleExportTo, namespace);
    const merged = toMergedRule(rule, visibility);
    if (isVisibleTo(visibility, namespace)) add(tableOf(tables.local, namespace), host, merged);
    if (!isPrivate(visibility, namespace)) add(tableOf(tables.exported, namespace), host, merged);
    else if (namespace === rootNamespace) add(tables.rootLocal, host, merged);
  }
  return tables;
}

function isPrivate(visibility: Visibility, namespace: string): boolean {
  return visibility.size === 1 && visibility.has(namespace);
}

function tableOf(tables: Map<string, HostRules>, namespace: string): HostRules {
  const table = tables.get(namespace) ?? new Map();
  tables.set(namespace, table);
  return table;
}

function add(table: HostRules, host: string, rule: MergedRule): void {
  table.set(host, addMergedRule(table.get(host) ?? [], rule));
}

function matching(table: HostRules | undefined, host: string): readonly MergedRule[] | undefined {
  if (table === undefined || table.size === 0) return undefined;
  for (const candidate of [host, ...coveringWildcards(host)]) {
    const rules = table.get(candidate);
    if (rules !== undefined) return rules;
  }
  return undefined;
}

function exportedTo(rules: readonly MergedRule[] | undefined, namespace: string): readonly MergedRule[] | undefined {
  const exported = rules?.filter(({ visibility }) => isVisibleTo(visibility, namespace)) ?? [];
  return exported.length === 0 ? undefined : exported;
}

/** A rule whose selector fits beats those without one, of which the last counts; selectors reach their own namespace. */
function forProxy(rules: readonly MergedRule[], proxy: GatewayProxy): MergedRule | undefined {
  const selected = rules.find(
    ({ workloadSelector, namespace }) =>
      workloadSelector !== undefined &&
      namespace === proxy.namespace &&
      proxy.labelSets.some((labels) => selects(workloadSelector, labels)),
  );
  return selected ?? rules.findLast(({ workloadSelector }) => workloadSelector === undefined);
}
