// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const replicationControllerTypes: CompactTypes = {
  PodTemplateSpec: {
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['PodSpec', 'Specification of the desired behavior of the pod.'],
  },
  ReplicationController: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'If the Labels of a ReplicationController are empty, they are defaulted to be the same as the Pod(s) that the replication controller manages.'],
    spec: ['ReplicationControllerSpec', 'Spec defines the specification of the desired behavior of the replication controller.'],
    status: ['ReplicationControllerStatus', 'Status is the most recently observed status of the replication controller.'],
  },
  ReplicationControllerCondition: {
    lastTransitionTime: ['time', 'The last time the condition transitioned from one status to another.'],
    message: ['string', 'A human readable message indicating details about the transition.'],
    reason: ['string', 'The reason for the condition\'s last transition.'],
    status: ['string!', 'Status of the condition, one of True, False, Unknown.'],
    type: ['string!', 'Type of replication controller condition.'],
  },
  ReplicationControllerSpec: {
    minReadySeconds: ['integer', 'Minimum number of seconds for which a newly created pod should be ready without any of its container crashing, for it to be considered…'],
    replicas: ['integer', 'Replicas is the number of desired replicas.'],
    selector: ['string{}', 'Selector is a label query over pods that should match the Replicas count.'],
    template: ['PodTemplateSpec', 'Template is the object that describes the pod that will be created if insufficient replicas are detected.'],
  },
  ReplicationControllerStatus: {
    availableReplicas: ['integer', 'The number of available replicas (ready for at least minReadySeconds) for this replication controller.'],
    conditions: ['ReplicationControllerCondition[]', 'Represents the latest available observations of a replication controller\'s current state.'],
    fullyLabeledReplicas: ['integer', 'The number of pods that have labels matching the labels of the pod template of the replication controller.'],
    observedGeneration: ['integer', 'ObservedGeneration reflects the generation of the most recently observed replication controller.'],
    readyReplicas: ['integer', 'The number of ready replicas for this replication controller.'],
    replicas: ['integer', 'Replicas is the most recently observed number of replicas.'],
  },
};
