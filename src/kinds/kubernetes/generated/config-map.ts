// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const configMapTypes: CompactTypes = {
  ConfigMap: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    binaryData: ['bytes{}', 'BinaryData contains the binary data.'],
    data: ['string{}', 'Data contains the configuration data.'],
    immutable: ['boolean', 'Immutable, if set to true, ensures that data stored in the ConfigMap cannot be updated (only object metadata can be modified).'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
  },
};
