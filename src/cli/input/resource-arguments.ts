// The words by which commands name resources: `gateway`, `gw,vs`, `gateway a b`, `ing/x svc/y`, `all`.
import type { Kind } from '../../kinds/kind.ts';
import { findKindByName, kinds } from '../../kinds/registry.ts';
import { retiredWordText } from '../../kinds/retired/retired-kinds.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import { kindsOfCategory } from './resource-categories.ts';

export interface ResourceArgument {
  readonly kind: Kind;
  /** The version that was asked for, as in `gateways.v1beta1.networking.istio.io`. */
  readonly apiVersion?: string;
  /** Empty: every object of the kind. */
  readonly names: readonly string[];
  /** The word by which the kind is meant among others: `all`. */
  readonly category?: string;
  /** Where a file says that the named objects are; elsewhere -n says it. */
  readonly namespace?: string;
}

/** Reads the words after `get` or `delete`. @throws CliError for a type that is not known or a form that is mixed */
export function parseResourceArguments(words: readonly string[]): readonly ResourceArgument[] {
  if (words.some((word) => word.includes('/'))) return words.map(parseTypeAndName);
  const [types = '', ...names] = words;
  return types.split(',').flatMap((type) => kindsNamed(type).map((found) => ({ ...found, names })));
}

function parseTypeAndName(word: string): ResourceArgument {
  const [type = '', name = '', ...rest] = word.split('/');
  if (type === '' || name === '' || rest.length > 0 || type.includes(',')) {
    throw usage(`"${word}" is not of the form TYPE/NAME, as the others are`, 'give each as TYPE/NAME: gateway/web');
  }
  return { ...kindNamed(type), names: [name] };
}

function kindsNamed(type: string): readonly Omit<ResourceArgument, 'names'>[] {
  return kindsOfCategory(type)?.map((kind) => ({ kind, category: type })) ?? [kindNamed(type)];
}

function kindNamed(type: string): Omit<ResourceArgument, 'names'> {
  const kind = findKindByName(type);
  if (kind !== undefined) return { kind };
  // TYPE.VERSION.GROUP, as kubectl takes it.
  const [name = '', version = '', ...group] = type.toLowerCase().split('.');
  const versioned = findKindByName([name, ...group].join('.'));
  const apiVersion = [...(group.length > 0 ? [group.join('.')] : []), version].join('/');
  if (versioned?.served.includes(apiVersion)) return { kind: versioned, apiVersion };
  throw usage(`configuration type ${type} not found${meant(name)}`, `the types are ${kinds.map(describe).join(', ')}`);
}

function meant(type: string): string {
  const retired = retiredWordText(type);
  if (retired !== undefined) return `, ${retired}`;
  const nearest = nearestName(
    type,
    kinds.flatMap(({ plural, singular, shortNames }) => [singular, plural, ...shortNames.filter((n) => n.length > 2)]),
  );
  return nearest === undefined ? '' : `, did you mean ${nearest}?`;
}

function describe({ plural, shortNames }: Kind): string {
  return shortNames.length === 0 ? plural : `${plural} (${shortNames.join(', ')})`;
}

function usage(message: string, hint: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage, hint });
}
