// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const podDisruptionBudgetTypes: CompactTypes = {
  Condition: {
    lastTransitionTime: ['time!', 'lastTransitionTime is the last time the condition transitioned from one status to another.'],
    message: ['string!', 'message is a human readable message indicating details about the transition.'],
    observedGeneration: ['integer', 'observedGeneration represents the .metadata.generation that the condition was set based upon.'],
    reason: ['string!', 'reason contains a programmatic identifier indicating the reason for the condition\'s last transition.'],
    status: ['string!', 'status of the condition, one of True, False, Unknown.'],
    type: ['string!', 'type of condition in CamelCase or in foo.example.com/CamelCase.'],
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
  PodDisruptionBudget: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['PodDisruptionBudgetSpec', 'Specification of the desired behavior of the PodDisruptionBudget.'],
    status: ['PodDisruptionBudgetStatus', 'Most recently observed status of the PodDisruptionBudget.'],
  },
  PodDisruptionBudgetSpec: {
    maxUnavailable: ['int-or-string', 'An eviction is allowed if at most "maxUnavailable" pods selected by "selector" are unavailable after the eviction, i.e. even in absence of…'],
    minAvailable: ['int-or-string', 'An eviction is allowed if at least "minAvailable" pods selected by "selector" will still be available after the eviction, i.e. even in the…'],
    selector: ['LabelSelector', 'Label query over pods whose evictions are managed by the disruption budget.'],
    unhealthyPodEvictionPolicy: ['string', 'UnhealthyPodEvictionPolicy defines the criteria for when unhealthy pods should be considered for eviction.'],
  },
  PodDisruptionBudgetStatus: {
    conditions: ['Condition[]', 'Conditions contain conditions for PDB.'],
    currentHealthy: ['integer', 'current number of healthy pods'],
    desiredHealthy: ['integer', 'minimum desired number of healthy pods'],
    disruptedPods: ['time{}', 'DisruptedPods contains information about pods whose eviction was processed by the API server eviction subresource handler but has not yet…'],
    disruptionsAllowed: ['integer', 'Number of pod disruptions that are currently allowed.'],
    expectedPods: ['integer', 'total number of pods counted by this disruption budget'],
    observedGeneration: ['integer', 'Most recent generation observed when updating this PDB status.'],
  },
};
