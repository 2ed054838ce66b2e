// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const secretTypes: CompactTypes = {
  Secret: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    data: ['bytes{}', 'Data contains the secret data.'],
    immutable: ['boolean', 'Immutable, if set to true, ensures that data stored in the Secret cannot be updated (only object metadata can be modified).'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    stringData: ['string{}', 'stringData allows specifying non-binary secret data in string form.'],
    type: ['string', 'Used to facilitate programmatic handling of secret data.'],
  },
};
