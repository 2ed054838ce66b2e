// Rules and matches that never apply, for earlier ones take their requests (IST0130, IST0131).
import { fieldOf, itemOf } from '../../field-path.ts';
import type { Problem } from '../../problem.ts';
import { coversPrefixMatch, type PrefixMatch, prefixMatchOf } from './covered-prefix.ts';

/** What HTTP, TCP and TLS rules have in common here. */
interface Rule {
  readonly name?: string;
  readonly match?: readonly object[];
}

/** Finds rules behind one that takes everything, and matches that an earlier rule has already. */
export function unreachableRules(path: string, rules: readonly Rule[]): readonly Problem[] {
  const problems: Problem[] = [];
  const firstRuleWith = new Map<string, number>();
  let catchAll: number | undefined;
  for (const [index, rule] of rules.entries()) {
    const place = itemOf(path, index);
    const matches = rule.match ?? [];
    if (catchAll !== undefined) problems.push(behindCatchAll(place, rules, index));
    if (matches.length === 0) {
      catchAll ??= index;
      continue;
    }
    const duplicates = matches.flatMap((match, number) => {
      const key = matchKey(match);
      const earlier = firstRuleWith.get(key);
      if (earlier !== undefined)
        return [duplicate(itemOf(fieldOf(place, 'match'), number), rules, index, number, earlier)];
      firstRuleWith.set(key, index);
      return [];
    });
    problems.push(...duplicates);
    if (duplicates.length === matches.length)
      problems.push(unreachable(place, rules, index, 'all matches used by prior rules'));
  }
  return [...problems, ...coveredPrefixes(path, rules)];
}

function behindCatchAll(path: string, rules: readonly Rule[], index: number): Problem {
  const hasMatch = (rules[index]?.match ?? []).length > 0;
  const reason = hasMatch ? 'route without matches defined before' : 'only the last rule can have no matches';
  return unreachable(path, rules, index, reason);
}

/** Matches are equal whatever their names. */
function matchKey(match: object): string {
  const { name: _, ...conditions } = match as { readonly name?: string };
  return JSON.stringify(sorted(conditions));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, sorted(item)]);
}

/** More prefixes than this are not compared pair by pair: the check must not outlast the translation. */
const maxCompared = 1000;

function coveredPrefixes(path: string, rules: readonly Rule[]): readonly Problem[] {
  const candidates: PrefixMatch[] = [];
  const seen = new Set<string>();
  for (const [index, rule] of rules.entries()) {
    for (const [number, match] of (rule.match ?? []).entries()) {
      const key = matchKey(match);
      const candidate = seen.has(key) ? undefined : prefixMatchOf(match, index, number);
      seen.add(key);
      if (candidate !== undefined && candidates.length < maxCompared) candidates.push(candidate);
    }
  }
  return candidates.flatMap((earlier, position) =>
    candidates
      .slice(position + 1)
      .filter((later) => later.prefix !== earlier.prefix && coversPrefixMatch(earlier, later))
      .map((later) => coveredMatch(path, rules, earlier, later)),
  );
}

function coveredMatch(path: string, rules: readonly Rule[], earlier: PrefixMatch, later: PrefixMatch): Problem {
  const message =
    `rule ${ruleName(rules, later.rule)} match ${matchName(rules, later.rule, later.match)} of prefix ${later.prefix} is not used ` +
    `(overlaps match ${matchName(rules, earlier.rule, earlier.match)} of prefix ${earlier.prefix} in rule ${ruleName(rules, earlier.rule)})`;
  return ineffective(itemOf(fieldOf(itemOf(path, later.rule), 'match'), later.match), message);
}

function duplicate(path: string, rules: readonly Rule[], rule: number, match: number, earlier: number): Problem {
  const message = `rule ${ruleName(rules, rule)} match ${matchName(rules, rule, match)} is not used (duplicate of a match in rule ${ruleName(rules, earlier)})`;
  return ineffective(path, message);
}

function unreachable(path: string, rules: readonly Rule[], index: number, reason: string): Problem {
  return {
    code: 'IST0130',
    severity: 'warning',
    message: `rule ${ruleName(rules, index)} is not used (${reason})`,
    path,
  };
}

function ineffective(path: string, message: string): Problem {
  return { code: 'IST0131', severity: 'warning', message, path };
}

function ruleName(rules: readonly Rule[], index: number): string {
  const name = rules[index]?.name ?? '';
  return name === '' ? `#${index}` : JSON.stringify(name);
}

function matchName(rules: readonly Rule[], rule: number, match: number): string {
  const { name = '' } = (rules[rule]?.match?.[match] ?? {}) as { readonly name?: string };
  return name === '' ? `#${match}` : JSON.stringify(name);
}
