// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const namespaceTypes: CompactTypes = {
  Namespace: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['NamespaceSpec', 'Spec defines the behavior of the Namespace.'],
    status: ['NamespaceStatus', 'Status describes the current status of a Namespace.'],
  },
  NamespaceCondition: {
    lastTransitionTime: ['time', ''],
    message: ['string', ''],
    reason: ['string', ''],
    status: ['string!', 'Status of the condition, one of True, False, Unknown.'],
    type: ['string!', 'Type of namespace controller condition.'],
  },
  NamespaceSpec: {
    finalizers: ['string[]', 'Finalizers is an opaque list of values that must be empty to permanently remove object from storage.'],
  },
  NamespaceStatus: {
    conditions: ['NamespaceCondition[]', 'Represents the latest available observations of a namespace\'s current state.'],
    phase: ['string', 'Phase is the current lifecycle phase of the namespace.'],
  },
};
