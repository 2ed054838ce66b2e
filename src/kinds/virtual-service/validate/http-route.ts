// One HTTP rule: what it does, and that it does only one thing.
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import { checkDuration } from '../../istio-rules/fields.ts';
import type { Problem } from '../../problem.ts';
import type { HttpRoute } from '../http-route.ts';
import { checkDestinations } from './destinations.ts';
import { checkAuthorityOnce, checkHeaderOperations } from './header-operations.ts';
import { checkDirectResponse, checkRedirect, checkRewrite } from './http-actions.ts';
import { checkHttpMatch } from './http-match.ts';
import { checkCors, checkFault, checkMirrors, checkRetries } from './http-policies.ts';

export interface RuleContext {
  /** The VirtualService has no hosts: its rules are taken over by another's. */
  readonly isDelegate: boolean;
  readonly onGateway: boolean;
}

/** Checks one rule. */
export function checkHttpRoute(path: string, rule: HttpRoute, context: RuleContext): readonly Problem[] {
  const at = (name: string): string => fieldOf(path, name);
  return [
    ...checkConflicts(path, rule, context),
    ...(rule.match ?? []).flatMap((match, index) =>
      checkHttpMatch(itemOf(at('match'), index), match, context.onGateway),
    ),
    ...checkHeaderOperations(at('headers'), rule.headers),
    ...(rule.corsPolicy === undefined ? [] : checkCors(at('corsPolicy'), rule.corsPolicy)),
    ...(rule.fault === undefined ? [] : checkFault(at('fault'), rule.fault)),
    ...checkMirrors(path, rule),
    ...(rule.redirect === undefined ? [] : checkRedirect(at('redirect'), rule.redirect, rule)),
    ...(rule.directResponse === undefined ? [] : checkDirectResponse(at('directResponse'), rule.directResponse)),
    ...(rule.retries === undefined ? [] : checkRetries(at('retries'), rule.retries)),
    ...(rule.rewrite === undefined ? [] : checkRewrite(at('rewrite'), rule.rewrite)),
    ...checkAuthorityOnce(path, rule.rewrite, rule.headers),
    ...checkDestinations(at('route'), rule.route ?? []),
    ...checkDuration(at('timeout'), rule.timeout),
  ];
}

function checkConflicts(path: string, rule: HttpRoute, { isDelegate }: RuleContext): readonly Problem[] {
  if (!isDelegate && rule.delegate !== undefined) return checkRoot(path, rule);
  const problems: Problem[] = [];
  if (isDelegate && rule.delegate !== undefined) {
    problems.push(refused(fieldOf(path, 'delegate'), 'delegate HTTP route cannot contain delegate'));
  }
  problems.push(...checkOneAction(path, rule));
  if (rule.mirror !== undefined && (rule.mirrors ?? []).length > 0) {
    problems.push(refused(path, 'HTTP route cannot contain both mirror and mirrors'));
  }
  return problems;
}

/** A rule that takes the rules of a delegate does nothing itself. */
function checkRoot(path: string, { name = '', redirect, route }: HttpRoute): readonly Problem[] {
  const rule = name === '' ? 'root HTTP route' : `root HTTP route ${name}`;
  return [
    ...(redirect === undefined ? [] : [refused(fieldOf(path, 'redirect'), `${rule} must not specify redirect`)]),
    ...(route === undefined ? [] : [refused(fieldOf(path, 'route'), `${rule} must not specify route`)]),
  ];
}

function checkOneAction(path: string, rule: HttpRoute): readonly Problem[] {
  const action =
    rule.redirect !== undefined ? 'redirect' : rule.directResponse !== undefined ? 'directResponse' : undefined;
  if (action === undefined) {
    return (rule.route ?? []).length > 0 ? [] : [refused(path, 'HTTP route, redirect or directResponse is required')];
  }
  const excluded = {
    route: (rule.route ?? []).length > 0,
    fault: rule.fault !== undefined,
    rewrite: rule.rewrite !== undefined,
    directResponse: action === 'redirect' && rule.directResponse !== undefined,
  };
  return Object.entries(excluded)
    .filter(([, present]) => present)
    .map(([name]) => refused(fieldOf(path, name), `HTTP route cannot contain both ${name} and ${action}`));
}
