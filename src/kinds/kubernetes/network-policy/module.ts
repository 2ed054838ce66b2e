// NetworkPolicies (kubernetes/pkg/apis/networking, defaults.go and validation). Nothing enforces them: the schema says
// so of `spec`.
import { isIP } from 'node:net';
import { checkOneOf, invalidValue, refused, requiredValue } from '../../field-problem.ts';
import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import type { KubeObject } from '../../object.ts';
import type { Problem } from '../../problem.ts';
import { builtInModule, sameSchema } from '../built-in-module.ts';
import { expandKind } from '../compact-schema.ts';
import type { LabelSelector } from '../deployment.ts';
import { networkPolicyTypes } from '../generated/network-policy.ts';
import { protocols, targetPortProblems, withProtocol } from '../port-rules.ts';
import type { IntOrString } from '../service.ts';
import { selectorProblems } from '../workload/selector-problems.ts';

const storageVersion = 'networking.k8s.io/v1';

interface IpBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
}

interface Peer {
  readonly ipBlock?: IpBlock;
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
}

interface PolicyPort {
  readonly port?: IntOrString;
  readonly endPort?: number;
  readonly protocol?: string;
}

interface PolicyRule {
  readonly ports?: readonly PolicyPort[];
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
}

interface NetworkPolicy extends KubeObject {
  readonly spec?: {
    readonly podSelector: LabelSelector;
    readonly ingress?: readonly PolicyRule[];
    readonly egress?: readonly PolicyRule[];
    readonly policyTypes?: readonly string[];
  };
}

export const networkPolicyModule: KindModule = builtInModule<NetworkPolicy>({
  schemas: sameSchema(expandKind(networkPolicyTypes, 'NetworkPolicy'), [storageVersion, 'extensions/v1beta1']),
  storageVersion,
  nameRule: dns1123SubdomainFault,
  applyDefaults,
  validate,
});

function applyDefaults(policy: NetworkPolicy): NetworkPolicy {
  const { spec } = policy;
  if (spec === undefined) return policy;
  const { ingress, egress = [], policyTypes = [] } = spec;
  const types = policyTypes.length > 0 ? policyTypes : ['Ingress', ...(egress.length > 0 ? ['Egress'] : [])];
  return {
    ...policy,
    spec: {
      ...spec,
      ...(ingress === undefined ? {} : { ingress: ingress.map(defaultRule) }),
      ...(spec.egress === undefined ? {} : { egress: egress.map(defaultRule) }),
      policyTypes: types,
    },
  };
}

function defaultRule(rule: PolicyRule): PolicyRule {
  return rule.ports === undefined ? rule : { ...rule, ports: rule.ports.map(withProtocol) };
}

function validate({ spec }: NetworkPolicy): readonly Problem[] {
  if (spec === undefined) return [requiredValue('spec')];
  const { podSelector, ingress = [], egress = [], policyTypes = [] } = spec;
  return [
    ...selectorProblems(podSelector, 'spec.podSelector'),
    ...ingress.flatMap((rule, index) => ruleProblems(rule, rule.from, `spec.ingress[${index}]`, 'from')),
    ...egress.flatMap((rule, index) => ruleProblems(rule, rule.to, `spec.egress[${index}]`, 'to')),
    ...(policyTypes.length > 2
      ? [invalidValue('spec.policyTypes', policyTypes, 'may not specify more than two policyTypes')]
      : policyTypes.flatMap((type, index) => checkOneOf(`spec.policyTypes[${index}]`, type, ['Egress', 'Ingress']))),
  ];
}

function ruleProblems(
  { ports = [] }: PolicyRule,
  peers: readonly Peer[] = [],
  path: string,
  side: string,
): readonly Problem[] {
  return [
    ...ports.flatMap((port, index) => portProblems(port, `${path}.ports[${index}]`)),
    ...peers.flatMap((peer, index) => peerProblems(peer, `${path}.${side}[${index}]`)),
  ];
}

function portProblems({ port, endPort, protocol }: PolicyPort, path: string): readonly Problem[] {
  return [
    ...checkOneOf(`${path}.protocol`, protocol, protocols),
    ...(port === undefined ? [] : targetPortProblems(`${path}.port`, port)),
    ...(endPort === undefined || (typeof port === 'number' && endPort >= port && endPort <= 65_535)
      ? []
      : [invalidValue(`${path}.endPort`, endPort, 'must be greater than or equal to `port`, which must be a number')]),
  ];
}

function peerProblems({ ipBlock, namespaceSelector, podSelector }: Peer, path: string): readonly Problem[] {
  if (ipBlock === undefined && namespaceSelector === undefined && podSelector === undefined) {
    return [requiredValue(path, 'must specify a peer')];
  }
  if (ipBlock !== undefined && (namespaceSelector !== undefined || podSelector !== undefined)) {
    return [refused(path, 'may not specify both ipBlock and another peer')];
  }
  return [
    ...(ipBlock === undefined ? [] : blockProblems(ipBlock, `${path}.ipBlock`)),
    ...selectorProblems(namespaceSelector, `${path}.namespaceSelector`),
    ...selectorProblems(podSelector, `${path}.podSelector`),
  ];
}

function blockProblems({ cidr, except = [] }: IpBlock, path: string): readonly Problem[] {
  return [
    ...(cidr === '' ? [requiredValue(`${path}.cidr`)] : cidrProblems(cidr, `${path}.cidr`)),
    ...except.flatMap((one, index) => cidrProblems(one, `${path}.except[${index}]`)),
  ];
}

function cidrProblems(cidr: string, path: string): readonly Problem[] {
  const [address = '', bits = '', ...rest] = cidr.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const fits = rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most;
  return fits ? [] : [invalidValue(path, cidr, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)')];
}
