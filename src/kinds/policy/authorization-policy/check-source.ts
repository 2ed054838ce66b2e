// From where requests come, and what they want (istio, ValidateAuthorizationPolicy and pkg/config/security).
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import { subnetFault } from '../../istio-rules/names.ts';
import type { Problem } from '../../problem.ts';
import type { Operation, Source } from './authorization-policy.ts';

/** Fields that can be told of any connection. */
export const tcpSourceFields = [
  'principals',
  'notPrincipals',
  'namespaces',
  'notNamespaces',
  'serviceAccounts',
  'notServiceAccounts',
  'trustDomains',
  'notTrustDomains',
  'ipBlocks',
  'notIpBlocks',
  'remoteIpBlocks',
  'notRemoteIpBlocks',
] as const;

export const tcpOperationFields = ['ports', 'notPorts'] as const;

const addressFields = ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'] as const;

export function checkSource(path: string, source: Source | undefined): readonly Problem[] {
  if (source === undefined) return [refused(path, 'source must be set')];
  const { serviceAccounts = [], notServiceAccounts = [], namespaces = [], notNamespaces = [] } = source;
  const { principals = [], notPrincipals = [] } = source;
  const byAccount = serviceAccounts.length + notServiceAccounts.length > 0;
  const byIdentity = namespaces.length + notNamespaces.length + principals.length + notPrincipals.length > 0;
  return [
    ...checkValues(path, source),
    ...addressFields.flatMap((name) => checkEach(fieldOf(path, name), source[name], addressFault)),
    ...(byAccount && byIdentity ? [refused(path, 'cannot set serviceAccounts with namespaces or principals')] : []),
  ];
}

export function checkOperation(path: string, operation: Operation | undefined): readonly Problem[] {
  if (operation === undefined) return [refused(path, 'operation must be set')];
  return [
    ...checkValues(path, operation),
    ...tcpOperationFields.flatMap((name) => checkEach(fieldOf(path, name), operation[name], portFault)),
    ...(['paths', 'notPaths'] as const).flatMap((name) => checkEach(fieldOf(path, name), operation[name], pathFault)),
  ];
}

/** Something must be said, and no value may be empty. */
function checkValues(
  path: string,
  fields: Readonly<Record<string, readonly string[] | undefined>>,
): readonly Problem[] {
  const entries = Object.entries(fields);
  if (entries.every(([, values = []]) => values.length === 0)) return [refused(path, 'must not be empty')];
  return entries.flatMap(([name, values]) => checkEach(fieldOf(path, name), values, emptyFault));
}

/** Applies a rule to each value of a list. */
export function checkEach(
  path: string,
  values: readonly string[] | undefined,
  rule: (value: string) => string | undefined,
): readonly Problem[] {
  return (values ?? []).flatMap((value, index) => {
    const fault = rule(value);
    return fault === undefined ? [] : [refused(itemOf(path, index), fault)];
  });
}

export function emptyFault(value: string): string | undefined {
  return value === '' ? 'empty value not allowed' : undefined;
}

export function addressFault(value: string): string | undefined {
  return value === '' ? undefined : subnetFault(value);
}

/** A port as text, from 0 on. */
export function portFault(value: string): string | undefined {
  if (value === '') return undefined;
  return /^\d+$/.test(value) && Number(value) <= 65_535 ? undefined : `bad port ${value}`;
}

/** Named variables, `*` and `**` for whole segments are no part of a template with {*} or {**}. */
const unsupportedTemplate = /\/\{\w+=\*\*?\}|\{\w*\}|\/\*\*?|\*\*?\//;

function pathFault(path: string): string | undefined {
  const isTemplate = path.includes('{*}') || path.includes('{**}');
  return isTemplate && unsupportedTemplate.test(path) ? `invalid or unsupported path template ${path}` : undefined;
}
