// Header operations of routes and of single destinations.
import { commandsWithoutValue } from '../../../lib/formatter/commands-without-value.ts';
import { parseHeaderFormat } from '../../../lib/formatter/parse-format.ts';
import { commandNotEnforced } from '../../check/command-not-enforced.ts';
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import type { Problem } from '../../problem.ts';
import type { HeaderOperations, Headers } from '../header-operations.ts';
import type { HttpRewrite } from '../http-action.ts';
import { checkOtherHeaderName, checkRequestHeaderName, isAuthorityName } from './header-name.ts';
import { headerValueFault } from './header-value.ts';

type NameRule = (path: string, name: string) => readonly Problem[];

/** Checks header operations at `path`. */
export function checkHeaderOperations(path: string, headers: Headers | undefined): readonly Problem[] {
  return [
    ...checkOperations(fieldOf(path, 'request'), headers?.request, checkRequestHeaderName),
    ...checkOperations(fieldOf(path, 'response'), headers?.response, checkOtherHeaderName),
  ];
}

function checkOperations(
  path: string,
  operations: HeaderOperations | undefined,
  checkName: NameRule,
): readonly Problem[] {
  return [
    ...checkValues(fieldOf(path, 'add'), operations?.add, checkName),
    ...checkValues(fieldOf(path, 'set'), operations?.set, checkName),
    ...(operations?.remove ?? []).flatMap((name, index) =>
      checkOtherHeaderName(itemOf(fieldOf(path, 'remove'), index), name),
    ),
  ];
}

function checkValues(
  path: string,
  values: Readonly<Record<string, string>> | undefined,
  checkName: NameRule,
): readonly Problem[] {
  return Object.entries(values ?? {}).flatMap(([name, value]) => {
    const place = fieldOf(path, name);
    const fault = headerValueFault(value);
    return [
      ...checkName(place, name),
      ...(fault === undefined ? emptyCommands(place, value) : [refused(place, fault)]),
    ];
  });
}

/** What Envoy would fill in and the embedded proxy leaves empty. */
function emptyCommands(path: string, value: string): readonly Problem[] {
  const parsed = parseHeaderFormat(value);
  if ('problem' in parsed) return [];
  return commandsWithoutValue(parsed.segments).map((command) => commandNotEnforced(path, command));
}

/** The Host header may be replaced in one place only. */
export function checkAuthorityOnce(
  path: string,
  rewrite: HttpRewrite | undefined,
  headers: Headers | undefined,
): readonly Problem[] {
  const names = [...Object.keys(headers?.request?.set ?? {}), ...Object.keys(headers?.request?.add ?? {})];
  const places = names.filter(isAuthorityName).length + ((rewrite?.authority ?? '') === '' ? 0 : 1);
  return places > 1 ? [refused(path, 'authority header cannot be set multiple times')] : [];
}
