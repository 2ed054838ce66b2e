// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const serviceAccountTypes: CompactTypes = {
  LocalObjectReference: {
    name: ['string', 'Name of the referent.'],
  },
  ObjectReference: {
    apiVersion: ['string', 'API version of the referent.'],
    fieldPath: ['string', 'If referring to a piece of an object instead of an entire object, this string should contain a valid JSON/Go field access statement, such…'],
    kind: ['string', 'Kind of the referent.'],
    name: ['string', 'Name of the referent.'],
    namespace: ['string', 'Namespace of the referent.'],
    resourceVersion: ['string', 'Specific resourceVersion to which this reference is made, if any.'],
    uid: ['string', 'UID of the referent.'],
  },
  ServiceAccount: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    automountServiceAccountToken: ['boolean', 'AutomountServiceAccountToken indicates whether pods running as this service account should have an API token automatically mounted.'],
    imagePullSecrets: ['LocalObjectReference[]', 'ImagePullSecrets is a list of references to secrets in the same namespace to use for pulling any images in pods that reference this…'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    secrets: ['ObjectReference[]', 'Secrets is a list of the secrets in the same namespace that pods running using this ServiceAccount are allowed to use.'],
  },
};
