// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const endpointSliceTypes: CompactTypes = {
  Endpoint: {
    addresses: ['string[]!', 'addresses of this endpoint.'],
    conditions: ['EndpointConditions', 'conditions contains information about the current status of the endpoint.'],
    deprecatedTopology: ['string{}', 'deprecatedTopology contains topology information part of the v1beta1 API.'],
    hints: ['EndpointHints', 'hints contains information associated with how an endpoint should be consumed.'],
    hostname: ['string', 'hostname of this endpoint.'],
    nodeName: ['string', 'nodeName represents the name of the Node hosting this endpoint.'],
    targetRef: ['ObjectReference', 'targetRef is a reference to a Kubernetes object that represents this endpoint.'],
    zone: ['string', 'zone is the name of the Zone this endpoint exists in.'],
  },
  EndpointConditions: {
    ready: ['boolean', 'ready indicates that this endpoint is prepared to receive traffic, according to whatever system is managing the endpoint.'],
    serving: ['boolean', 'serving is identical to ready except that it is set regardless of the terminating state of endpoints.'],
    terminating: ['boolean', 'terminating indicates that this endpoint is terminating.'],
  },
  EndpointHints: {
    forNodes: ['ForNode[]', 'The nodes that should use the endpoint (1.33).'],
    forZones: ['ForZone[]', 'forZones indicates the zone(s) this endpoint should be consumed by to enable topology aware routing.'],
  },
  EndpointPort: {
    appProtocol: ['string', 'The application protocol for this port.'],
    name: ['string', 'name represents the name of this port.'],
    port: ['integer', 'port represents the port number of the endpoint.'],
    protocol: ['string', 'protocol represents the IP protocol for this port.'],
  },
  EndpointSlice: {
    addressType: ['string!', 'addressType specifies the type of address carried by this EndpointSlice.'],
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    endpoints: ['Endpoint[]', 'endpoints is a list of unique endpoints in this slice.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    ports: ['EndpointPort[]', 'ports specifies the list of network ports exposed by each endpoint in this slice.'],
  },
  ForNode: {
    name: ['string!', 'Name of the node.'],
  },
  ForZone: {
    name: ['string!', 'name represents the name of the zone.'],
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
