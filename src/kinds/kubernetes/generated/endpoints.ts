// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const endpointsTypes: CompactTypes = {
  EndpointAddress: {
    hostname: ['string', 'The Hostname of this endpoint'],
    ip: ['string!', 'The IP of this endpoint.'],
    nodeName: ['string', 'Optional: Node hosting this endpoint.'],
    targetRef: ['ObjectReference', 'Reference to object providing the endpoint.'],
  },
  EndpointPort: {
    appProtocol: ['string', 'The application protocol for this port.'],
    name: ['string', 'The name of this port.'],
    port: ['integer!', 'The port number of the endpoint.'],
    protocol: ['string', 'The IP protocol for this port.'],
  },
  EndpointSubset: {
    addresses: ['EndpointAddress[]', 'IP addresses which offer the related ports that are marked as ready.'],
    notReadyAddresses: ['EndpointAddress[]', 'IP addresses which offer the related ports but are not currently marked as ready because they have not yet finished starting, have recently…'],
    ports: ['EndpointPort[]', 'Port numbers available on the related IP addresses.'],
  },
  Endpoints: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    subsets: ['EndpointSubset[]', 'The set of all endpoints is the union of all subsets.'],
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
};
