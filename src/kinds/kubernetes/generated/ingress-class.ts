// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const ingressClassTypes: CompactTypes = {
  IngressClass: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['IngressClassSpec', 'spec is the desired state of the IngressClass.'],
  },
  IngressClassParametersReference: {
    apiGroup: ['string', 'apiGroup is the group for the resource being referenced.'],
    kind: ['string!', 'kind is the type of resource being referenced.'],
    name: ['string!', 'name is the name of resource being referenced.'],
    namespace: ['string', 'namespace is the namespace of the resource being referenced.'],
    scope: ['string', 'scope represents if this refers to a cluster or namespace scoped resource.'],
  },
  IngressClassSpec: {
    controller: ['string', 'controller refers to the name of the controller that should handle this class.'],
    parameters: ['IngressClassParametersReference', 'parameters is a link to a custom resource containing additional configuration for the controller.'],
  },
};
