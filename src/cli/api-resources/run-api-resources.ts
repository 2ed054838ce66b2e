// `ictl api-resources`: every kind, as kubectl lists them.
import type { Kind } from '../../kinds/kind.ts';
import { groupsOf, kinds } from '../../kinds/registry.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { kindsOfCategory } from '../input/resource-categories.ts';
import { fittedTable } from '../output/fitted-table.ts';

export interface ApiResourcesFlags extends GlobalOptions {
  readonly output?: 'wide' | 'name';
  readonly namespaced?: 'true' | 'false' | true;
  readonly apiGroup?: string;
  readonly sortBy?: 'name' | 'kind';
  /** False with --no-headers. */
  readonly headers: boolean;
}

const categories = ['all', 'istio-io'];
const writingVerbs = 'create,delete,get,list,patch,update,watch';

/** Lists the kinds that pass the flags. @throws CliError for a group that is not known */
export function runApiResources(flags: ApiResourcesFlags, { stdout }: CliContext): void {
  const found = kinds.filter((kind) => passes(kind, flags)).sort(orderOf(flags));
  if (flags.output === 'name') {
    stdout.write(found.map((kind) => `${nameOf(kind)}\n`).join(''));
    return;
  }
  const wide = flags.output === 'wide';
  const headers = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND', ...(wide ? ['VERBS', 'CATEGORIES'] : [])];
  const rows = found.map((kind) => rowOf(kind, wide));
  stdout.write(fittedTable(flags.headers ? [headers, ...rows] : rows, stdout));
}

function passes(kind: Kind, { namespaced, apiGroup }: ApiResourcesFlags): boolean {
  if (apiGroup !== undefined) requireGroup(apiGroup);
  if (namespaced !== undefined && kind.namespaced !== (namespaced !== 'false')) return false;
  return apiGroup === undefined || groupsOf(kind).includes(apiGroup);
}

function requireGroup(group: string): void {
  const known = [...new Set(kinds.flatMap(groupsOf))];
  if (known.includes(group)) return;
  const nearest = nearestName(group, known);
  throw new CliError(`there is no API group ${group}`, {
    exitCode: ExitCode.usage,
    hint:
      nearest === undefined
        ? `the groups are ${known.filter((one) => one !== '').join(', ')}`
        : `did you mean ${nearest}?`,
  });
}

/** By group and name, as kubectl. */
function orderOf({ sortBy }: ApiResourcesFlags): (left: Kind, right: Kind) => number {
  const keyOf = ({ group, plural, kind }: Kind) => {
    if (sortBy === 'name') return plural;
    return sortBy === 'kind' ? kind : `${group} ${plural}`;
  };
  return (left, right) => (keyOf(left) < keyOf(right) ? -1 : 1);
}

function rowOf(kind: Kind, wide: boolean): readonly string[] {
  const { plural, shortNames, served, namespaced } = kind;
  const row = [plural, shortNames.join(','), served[0] ?? '', String(namespaced), kind.kind];
  if (!wide) return row;
  const own = categories.filter((category) => kindsOfCategory(category)?.includes(kind));
  return [...row, kind.kind === 'Pod' ? 'get,list,watch' : writingVerbs, own.join(',')];
}

/** As `get` takes it. */
function nameOf({ plural, group }: Kind): string {
  return group === '' ? plural : `${plural}.${group}`;
}
