// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const accessControlTypes: CompactTypes = {
  AggregationRule: {
    clusterRoleSelectors: ['LabelSelector[]', 'ClusterRoleSelectors holds a list of selectors which will be used to find ClusterRoles and create the rules.'],
  },
  ClusterRole: {
    aggregationRule: ['AggregationRule', 'AggregationRule is an optional field that describes how to build the Rules for this ClusterRole.'],
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    rules: ['PolicyRule[]', 'Rules holds all the PolicyRules for this ClusterRole'],
  },
  ClusterRoleBinding: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    roleRef: ['RoleRef!', 'RoleRef can only reference a ClusterRole in the global namespace.'],
    subjects: ['Subject[]', 'Subjects holds references to the objects the role applies to.'],
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
  PolicyRule: {
    apiGroups: ['string[]', 'APIGroups is the name of the APIGroup that contains the resources.'],
    nonResourceURLs: ['string[]', 'NonResourceURLs is a set of partial urls that a user should have access to. *s are allowed, but only as the full, final step in the path…'],
    resourceNames: ['string[]', 'ResourceNames is an optional white list of names that the rule applies to.'],
    resources: ['string[]', 'Resources is a list of resources this rule applies to.'],
    verbs: ['string[]!', 'Verbs is a list of Verbs that apply to ALL the ResourceKinds contained in this rule.'],
  },
  Role: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    rules: ['PolicyRule[]', 'Rules holds all the PolicyRules for this Role'],
  },
  RoleBinding: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    roleRef: ['RoleRef!', 'RoleRef can reference a Role in the current namespace or a ClusterRole in the global namespace.'],
    subjects: ['Subject[]', 'Subjects holds references to the objects the role applies to.'],
  },
  RoleRef: {
    apiGroup: ['string', 'APIGroup is the group for the resource being referenced'],
    kind: ['string!', 'Kind is the type of resource being referenced'],
    name: ['string!', 'Name is the name of resource being referenced'],
  },
  Subject: {
    apiGroup: ['string', 'APIGroup holds the API group of the referenced subject.'],
    kind: ['string!', 'Kind of object being referenced.'],
    name: ['string!', 'Name of the object being referenced.'],
    namespace: ['string', 'Namespace of the referenced object.'],
  },
};
