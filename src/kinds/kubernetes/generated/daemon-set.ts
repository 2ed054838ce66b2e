// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const daemonSetTypes: CompactTypes = {
  DaemonSet: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['DaemonSetSpec', 'The desired behavior of this daemon set.'],
    status: ['DaemonSetStatus', 'The current status of this daemon set.'],
  },
  DaemonSetCondition: {
    lastTransitionTime: ['time', 'Last time the condition transitioned from one status to another.'],
    message: ['string', 'A human readable message indicating details about the transition.'],
    reason: ['string', 'The reason for the condition\'s last transition.'],
    status: ['string!', 'Status of the condition, one of True, False, Unknown.'],
    type: ['string!', 'Type of DaemonSet condition.'],
  },
  DaemonSetSpec: {
    minReadySeconds: ['integer', 'The minimum number of seconds for which a newly created DaemonSet pod should be ready without any of its container crashing, for it to be…'],
    revisionHistoryLimit: ['integer', 'The number of old history to retain to allow rollback.'],
    selector: ['LabelSelector!', 'A label query over pods that are managed by the daemon set.'],
    template: ['PodTemplateSpec!', 'An object that describes the pod that will be created.'],
    updateStrategy: ['DaemonSetUpdateStrategy', 'An update strategy to replace existing DaemonSet pods with new pods.'],
  },
  DaemonSetStatus: {
    collisionCount: ['integer', 'Count of hash collisions for the DaemonSet.'],
    conditions: ['DaemonSetCondition[]', 'Represents the latest available observations of a DaemonSet\'s current state.'],
    currentNumberScheduled: ['integer', 'The number of nodes that are running at least 1 daemon pod and are supposed to run the daemon pod.'],
    desiredNumberScheduled: ['integer', 'The total number of nodes that should be running the daemon pod (including nodes correctly running the daemon pod).'],
    numberAvailable: ['integer', 'The number of nodes that should be running the daemon pod and have one or more of the daemon pod running and available (ready for at least…'],
    numberMisscheduled: ['integer', 'The number of nodes that are running the daemon pod, but are not supposed to run the daemon pod.'],
    numberReady: ['integer', 'numberReady is the number of nodes that should be running the daemon pod and have one or more of the daemon pod running with a Ready…'],
    numberUnavailable: ['integer', 'The number of nodes that should be running the daemon pod and have none of the daemon pod running and available (ready for at least…'],
    observedGeneration: ['integer', 'The most recent generation observed by the daemon set controller.'],
    updatedNumberScheduled: ['integer', 'The total number of nodes that are running updated daemon pod'],
  },
  DaemonSetUpdateStrategy: {
    rollingUpdate: ['RollingUpdateDaemonSet', 'Rolling update config params.'],
    type: ['string', 'Type of daemon set update.'],
  },
  PodTemplateSpec: {
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['PodSpec', 'Specification of the desired behavior of the pod.'],
  },
  RollingUpdateDaemonSet: {
    maxSurge: ['int-or-string', 'The maximum number of nodes with an existing available DaemonSet pod that can have an updated DaemonSet pod during during an update.'],
    maxUnavailable: ['int-or-string', 'The maximum number of DaemonSet pods that can be unavailable during the update.'],
  },
};
