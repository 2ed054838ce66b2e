// The schema of metadata, the same for every kind (apimachinery, metav1.ObjectMeta).
import { any, boolean, field, integer, list, map, object, required, string } from './schema.ts';

const ownerReference = object({
  apiVersion: required(string(), 'API version of the owner.'),
  kind: required(string(), 'Kind of the owner.'),
  name: required(string(), 'Name of the owner.'),
  uid: required(string(), 'UID of the owner.'),
  controller: field(boolean(), 'Whether the owner is the managing controller.'),
  blockOwnerDeletion: field(boolean(), 'Whether the owner may only go after this object.'),
});

/** Fields of metadata; the name may be absent where generateName is there. */
export const objectMeta = object(
  {
    name: field(string(), 'Name, unique among objects of the kind in the namespace.'),
    generateName: field(string(), 'Prefix of a name that is made up when the object is created.'),
    namespace: field(string(), 'Namespace; default where a namespaced object has none.'),
    labels: field(map(string()), 'Labels, for selectors.'),
    annotations: field(map(string()), 'Annotations.'),
    uid: field(string(), 'Identity, set by the store.'),
    resourceVersion: field(
      string(),
      'Revision of the last write; where given, a write succeeds only on that revision.',
    ),
    generation: field(integer(), 'Counts changes of the spec, set by the store.'),
    creationTimestamp: field(string({ format: 'date-time' }), 'When the object was created, in whole seconds UTC.'),
    deletionTimestamp: field(string({ format: 'date-time' }), 'When the object will be deleted.'),
    deletionGracePeriodSeconds: field(integer(), 'Grace before deletion.'),
    finalizers: field(list(string()), 'What has to happen before deletion.'),
    ownerReferences: field(list(ownerReference), 'Objects this one depends on.'),
    managedFields: field(list(any()), 'Who owns which field.'),
    selfLink: field(string(), 'Not used any more.'),
    clusterName: field(string(), 'Not used any more.'),
  },
  // ObjectMeta is decoded by Go for custom resources too: `creationTimestamp: null` is in many files.
  { nulls: 'absent' },
);
