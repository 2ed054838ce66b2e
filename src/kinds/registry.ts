// Every kind ictl knows, in the order `get all` prints them, and how a kind is found. Descriptors only: no schema and no
// YAML is loaded from here.
import { destinationRuleKind } from './destination-rule/kind.ts';
import { gatewayKind } from './gateway/kind.ts';
import type { Kind } from './kind.ts';
import { kubernetesKinds } from './kubernetes/kinds.ts';
import { policyKinds } from './policy/kinds.ts';
import { serviceEntryKind } from './service-entry/kind.ts';
import { virtualServiceKind } from './virtual-service/kind.ts';
import { workloadEntryKind } from './workload-entry/kind.ts';

export const kinds: readonly Kind[] = [
  gatewayKind,
  virtualServiceKind,
  destinationRuleKind,
  serviceEntryKind,
  workloadEntryKind,
  ...kubernetesKinds,
  ...policyKinds,
];

/** The group of an apiVersion: `apps` of `apps/v1`, '' of `v1`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** All groups a kind is or was served under. */
export function groupsOf(kind: Kind): readonly string[] {
  return [...new Set(kind.served.map(groupOf))];
}

/**
 * The kind that a document names by apiVersion and kind. The group decides; whether that version is served is for the
 * caller to check, for a wrong version deserves a better answer than "unknown kind".
 */
export function findKind(apiVersion: string, kindName: string): Kind | undefined {
  const group = groupOf(apiVersion);
  return kinds.find((kind) => kind.kind === kindName && groupsOf(kind).includes(group));
}

/** The kind that stored objects of this group and kind have. */
export function findStoredKind(group: string, kindName: string): Kind | undefined {
  return kinds.find((kind) => kind.kind === kindName && kind.group === group);
}

/**
 * The kind that a user means on the command line: plural, singular, short or hyphenated name or the kind itself, in any
 * case, also with a group as in `gateways.networking.istio.io`.
 */
export function findKindByName(name: string): Kind | undefined {
  const [word = '', ...rest] = name.toLowerCase().split('.');
  const group = rest.join('.');
  return kinds.find((kind) => namesOf(kind).includes(word) && (group === '' || groupsOf(kind).includes(group)));
}

function namesOf(kind: Kind): readonly string[] {
  return [kind.plural, kind.singular, kind.hyphenated, kind.kind.toLowerCase(), ...kind.shortNames];
}
