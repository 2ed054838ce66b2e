import type { Route } from '../../envoy/route.ts';
import { compileRegex } from '../../lib/regex.ts';

/** Makes the new path and query from the old. */
export type PathRewrite = (path: string) => string;

/** Compiles prefixRewrite or regexRewrite of a route or redirect; undefined where it has neither. */
export function compilePathRewrite(
  match: Route['match'],
  action: { readonly prefixRewrite?: string; readonly regexRewrite?: NonNullable<Route['route']>['regexRewrite'] },
): PathRewrite | undefined {
  const { prefixRewrite, regexRewrite } = action;
  if (regexRewrite !== undefined) {
    const regex = compileRegex(regexRewrite.pattern.regex);
    return (path) => onPath(path, (bare) => regex.replaceAll(bare, regexRewrite.substitution));
  }
  if (prefixRewrite === undefined || prefixRewrite === '') return undefined;
  // What was matched is replaced: the prefix by its length, for it may match without regard to case; else all of it.
  const length = match.prefix?.length ?? match.pathSeparatedPrefix?.length;
  if (length === undefined) return (path) => onPath(path, () => prefixRewrite);
  return (path) => prefixRewrite + path.slice(length);
}

function onPath(path: string, change: (bare: string) => string): string {
  const query = path.indexOf('?');
  return query < 0 ? change(path) : change(path.slice(0, query)) + path.slice(query);
}
