// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const networkPolicyTypes: CompactTypes = {
  IPBlock: {
    cidr: ['string!', 'cidr is a string representing the IPBlock Valid examples are "192.168.1.0/24" or "2001:db8::/64"'],
    except: ['string[]', 'except is a slice of CIDRs that should not be included within an IPBlock Valid examples are "192.168.1.0/24" or "2001:db8::/64" Except…'],
  },
  LabelSelector: {
    matchExpressions: ['LabelSelectorRequirement[]', 'matchExpressions is a list of label selector requirements.'],
    matchLabels: ['string{}', 'matchLabels is a map of {key,value} pairs.'],
  },
  LabelSelectorRequirement: {
    key: ['string!', 'key is the label key that the selector applies to.'],
    operator: ['string!', 'operator represents a key\'s relationship to a set of values.'],
    values: ['string[]', 'values is an array of string values.'],
  },
  NetworkPolicy: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['NetworkPolicySpec', 'spec represents the specification of the desired behavior for this NetworkPolicy.', { notEnforced: 'the gateway answers whoever reaches its sockets' }],
  },
  NetworkPolicyEgressRule: {
    ports: ['NetworkPolicyPort[]', 'ports is a list of destination ports for outgoing traffic.'],
    to: ['NetworkPolicyPeer[]', 'to is a list of destinations for outgoing traffic of pods selected for this rule.'],
  },
  NetworkPolicyIngressRule: {
    from: ['NetworkPolicyPeer[]', 'from is a list of sources which should be able to access the pods selected for this rule.'],
    ports: ['NetworkPolicyPort[]', 'ports is a list of ports which should be made accessible on the pods selected for this rule.'],
  },
  NetworkPolicyPeer: {
    ipBlock: ['IPBlock', 'ipBlock defines policy on a particular IPBlock.'],
    namespaceSelector: ['LabelSelector', 'namespaceSelector selects namespaces using cluster-scoped labels.'],
    podSelector: ['LabelSelector', 'podSelector is a label selector which selects pods.'],
  },
  NetworkPolicyPort: {
    endPort: ['integer', 'endPort indicates that the range of ports from port to endPort if set, inclusive, should be allowed by the policy.'],
    port: ['int-or-string', 'port represents the port on the given protocol.'],
    protocol: ['string', 'protocol represents the protocol (TCP, UDP, or SCTP) which traffic must match.'],
  },
  NetworkPolicySpec: {
    egress: ['NetworkPolicyEgressRule[]', 'egress is a list of egress rules to be applied to the selected pods.'],
    ingress: ['NetworkPolicyIngressRule[]', 'ingress is a list of ingress rules to be applied to the selected pods.'],
    podSelector: ['LabelSelector!', 'podSelector selects the pods to which this NetworkPolicy object applies.'],
    policyTypes: ['string[]', 'policyTypes is a list of rule types that the NetworkPolicy relates to.'],
  },
};
