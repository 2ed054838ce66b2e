// AuthorizationPolicy: who may send which requests.
import { statusField } from '../../istio-schema.ts';
import { kubeObject } from '../../kube-schema.ts';
import type { KubeObject } from '../../object.ts';
import { field, type Infer, list, object, oneOfStrings, required, string } from '../../schema.ts';
import { targetFields } from '../target.ts';

const strings = list(string());
const accounts = list(string({ maxLength: 320 }), { maxItems: 16 });

const source = object({
  principals: field(strings, 'Identities of peers, with a * at one end.'),
  notPrincipals: field(strings, 'None of these.'),
  requestPrincipals: field(strings, 'Identities out of tokens: issuer/subject.'),
  notRequestPrincipals: field(strings, 'None of these.'),
  namespaces: field(strings, 'Namespaces of peers.'),
  notNamespaces: field(strings, 'None of these.'),
  serviceAccounts: field(accounts, 'Service accounts of peers: namespace/name.'),
  notServiceAccounts: field(accounts, 'None of these.'),
  trustDomains: field(strings, 'Trust domains of peers.'),
  notTrustDomains: field(strings, 'None of these.'),
  ipBlocks: field(strings, 'Addresses of peers.'),
  notIpBlocks: field(strings, 'None of these.'),
  remoteIpBlocks: field(strings, 'Addresses of clients, as trusted proxies tell them.'),
  notRemoteIpBlocks: field(strings, 'None of these.'),
});

const operation = object({
  hosts: field(strings, 'Hosts, in any case.'),
  notHosts: field(strings, 'None of these.'),
  ports: field(strings, 'Ports on which the workload listens.'),
  notPorts: field(strings, 'None of these.'),
  methods: field(strings, 'HTTP methods.'),
  notMethods: field(strings, 'None of these.'),
  paths: field(strings, 'Paths: exact, with a * at one end, or a template with {*} and {**}.'),
  notPaths: field(strings, 'None of these.'),
});

const condition = object({
  key: required(string(), 'Attribute, such as request.headers[x-a].'),
  values: field(strings, 'One of these.'),
  notValues: field(strings, 'None of these.'),
});

const rule = object({
  from: field(
    list(object({ source: field(source, 'All of its fields.') }), { maxItems: 512 }),
    'One of these sources.',
  ),
  to: field(
    list(object({ operation: field(operation, 'All of its fields.') }), { maxItems: 512 }),
    'One of these operations.',
  ),
  when: field(list(condition), 'All of these conditions.'),
});

const spec = object(
  {
    ...targetFields,
    rules: field(list(rule, { maxItems: 512 }), 'The policy matches a request that one of them matches.'),
    action: field(oneOfStrings('ALLOW', 'DENY', 'AUDIT', 'CUSTOM'), 'What happens to requests that match.'),
    provider: field(object({ name: field(string(), 'Name of the extension provider.') }), 'Who decides, for CUSTOM.'),
  },
  { nulls: 'refused' },
);

export const authorizationPolicySchema = kubeObject({
  spec: field(spec, 'Rules and action.'),
  status: statusField,
});

export type Source = Infer<typeof source>;
export type Operation = Infer<typeof operation>;
export type Condition = Infer<typeof condition>;
export type Rule = Infer<typeof rule>;
type Spec = Infer<typeof spec>;

/** An AuthorizationPolicy as stored. */
export interface AuthorizationPolicy extends KubeObject {
  readonly spec?: Spec;
}
