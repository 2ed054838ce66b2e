// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const replicaSetTypes: CompactTypes = {
  PodTemplateSpec: {
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['PodSpec', 'Specification of the desired behavior of the pod.'],
  },
  ReplicaSet: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'If the Labels of a ReplicaSet are empty, they are defaulted to be the same as the Pod(s) that the ReplicaSet manages.'],
    spec: ['ReplicaSetSpec', 'Spec defines the specification of the desired behavior of the ReplicaSet.'],
    status: ['ReplicaSetStatus', 'Status is the most recently observed status of the ReplicaSet.'],
  },
  ReplicaSetCondition: {
    lastTransitionTime: ['time', 'The last time the condition transitioned from one status to another.'],
    message: ['string', 'A human readable message indicating details about the transition.'],
    reason: ['string', 'The reason for the condition\'s last transition.'],
    status: ['string!', 'Status of the condition, one of True, False, Unknown.'],
    type: ['string!', 'Type of replica set condition.'],
  },
  ReplicaSetSpec: {
    minReadySeconds: ['integer', 'Minimum number of seconds for which a newly created pod should be ready without any of its container crashing, for it to be considered…'],
    replicas: ['integer', 'Replicas is the number of desired replicas.'],
    selector: ['LabelSelector!', 'Selector is a label query over pods that should match the replica count.'],
    template: ['PodTemplateSpec!', 'Template is the object that describes the pod that will be created if insufficient replicas are detected.'],
  },
  ReplicaSetStatus: {
    availableReplicas: ['integer', 'The number of available replicas (ready for at least minReadySeconds) for this replica set.'],
    conditions: ['ReplicaSetCondition[]', 'Represents the latest available observations of a replica set\'s current state.'],
    fullyLabeledReplicas: ['integer', 'The number of pods that have labels matching the labels of the pod template of the replicaset.'],
    observedGeneration: ['integer', 'ObservedGeneration reflects the generation of the most recently observed ReplicaSet.'],
    readyReplicas: ['integer', 'readyReplicas is the number of pods targeted by this ReplicaSet with a Ready Condition.'],
    replicas: ['integer', 'Replicas is the most recently observed number of replicas.'],
    terminatingReplicas: ['integer', 'Pods that are terminating (1.33).'],
  },
};
