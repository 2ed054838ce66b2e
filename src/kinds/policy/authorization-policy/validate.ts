// AuthorizationPolicies as Istio validates them (istio, ValidateAuthorizationPolicy).
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused, warned } from '../../field-problem.ts';
import { checkIstioMetadata } from '../../istio-rules/object.ts';
import type { Problem } from '../../problem.ts';
import { checkTarget } from '../target.ts';
import type { AuthorizationPolicy, Condition, Rule } from './authorization-policy.ts';
import { checkCondition } from './check-condition.ts';
import { checkOperation, checkSource, tcpOperationFields, tcpSourceFields } from './check-source.ts';

export function validateAuthorizationPolicy(policy: AuthorizationPolicy): readonly Problem[] {
  const { spec = {} } = policy;
  const { action = 'ALLOW', provider, rules } = spec;
  return [
    ...checkIstioMetadata(policy, { dryRun: action === 'ALLOW' || action === 'DENY' }),
    ...checkTarget(spec),
    ...(action === 'CUSTOM' ? checkCustom(rules, provider?.name ?? '') : []),
    ...(provider !== undefined && action !== 'CUSTOM'
      ? [refused('spec.provider', `provider must not be with non CUSTOM action, found ${action}`)]
      : []),
    ...(action === 'DENY' && rules === undefined ? [refused('spec.rules', neverTriggered('DENY'))] : []),
    ...(rules ?? []).flatMap((rule, index) => checkRule(itemOf('spec.rules', index), rule, action)),
  ];
}

function neverTriggered(action: string): string {
  return `${action} action without rules is never triggered; add an empty rule {} if you want it for every request`;
}

function checkCustom(rules: readonly Rule[] | undefined, provider: string): readonly Problem[] {
  if (rules === undefined) return [refused('spec.rules', neverTriggered('CUSTOM'))];
  return [
    ...(provider === '' ? [refused('spec.provider.name', 'provider.name must not be empty')] : []),
    ...rules.flatMap(({ from = [], when = [] }, index) => {
      const path = itemOf('spec.rules', index);
      return [
        ...from.flatMap(({ source = {} }, at) => {
          const place = `${itemOf(fieldOf(path, 'from'), at)}.source`;
          return customUnsupported
            .filter((name) => (source[name] ?? []).length > 0)
            .map((name) => refused(fieldOf(place, name), `${name} is not supported with CUSTOM action`));
        }),
        ...when.flatMap(({ key }, at) => checkCustomCondition(`${itemOf(fieldOf(path, 'when'), at)}.key`, key)),
      ];
    }),
  ];
}

/** What an external authorizer is not asked about: peers that only the mesh knows, and tokens. */
const customUnsupported = [
  'namespaces',
  'notNamespaces',
  'principals',
  'notPrincipals',
  'requestPrincipals',
  'notRequestPrincipals',
] as const;

function checkCustomCondition(path: string, key: Condition['key']): readonly Problem[] {
  const unsupported = key === 'source.namespace' || key === 'source.principal' || key.startsWith('request.auth.');
  return unsupported ? [refused(path, `${key} is not supported with CUSTOM action`)] : [];
}

function checkRule(path: string, rule: Rule, action: string): readonly Problem[] {
  const { from, to, when = [] } = rule;
  return [
    ...(from?.length === 0 ? [refused(fieldOf(path, 'from'), 'from must not be empty')] : []),
    ...(from ?? []).flatMap(({ source }, index) =>
      checkSource(`${itemOf(fieldOf(path, 'from'), index)}.source`, source),
    ),
    ...(to?.length === 0 ? [refused(fieldOf(path, 'to'), 'to must not be empty')] : []),
    ...(to ?? []).flatMap(({ operation }, index) =>
      checkOperation(`${itemOf(fieldOf(path, 'to'), index)}.operation`, operation),
    ),
    ...when.flatMap((condition, index) => checkCondition(itemOf(fieldOf(path, 'when'), index), condition)),
    ...(action === 'DENY' && deniesTcp(rule)
      ? [warned(path, 'it denies all traffic to TCP ports, for it names HTTP attributes only: say which port is meant')]
      : []),
  ];
}

/** On a TCP port HTTP attributes cannot be told, so a DENY rule that has no others denies everything. */
function deniesTcp({ from = [], to = [] }: Rule): boolean {
  const sources = from.flatMap(({ source }) => source ?? []);
  const operations = to.flatMap(({ operation }) => operation ?? []);
  const tcpFrom = sources.some((source) => tcpSourceFields.some((name) => source[name] !== undefined));
  const tcpTo = operations.some((operation) => tcpOperationFields.some((name) => operation[name] !== undefined));
  return (sources.length > 0 && operations.length === 0 && !tcpFrom) || (operations.length > 0 && !tcpTo);
}
