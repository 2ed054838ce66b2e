// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const statefulSetTypes: CompactTypes = {
  ModifyVolumeStatus: {
    status: ['string!', 'status is the status of the ControllerModifyVolume operation.'],
    targetVolumeAttributesClassName: ['string', 'targetVolumeAttributesClassName is the name of the VolumeAttributesClass the PVC currently being reconciled'],
  },
  PersistentVolumeClaim: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['PersistentVolumeClaimSpec', 'spec defines the desired characteristics of a volume requested by a pod author.'],
    status: ['PersistentVolumeClaimStatus', 'status represents the current information/status of a persistent volume claim.'],
  },
  PersistentVolumeClaimCondition: {
    lastProbeTime: ['time', 'lastProbeTime is the time we probed the condition.'],
    lastTransitionTime: ['time', 'lastTransitionTime is the time the condition transitioned from one status to another.'],
    message: ['string', 'message is the human-readable message indicating details about last transition.'],
    reason: ['string', 'reason is a unique, this should be a short, machine understandable string that gives the reason for condition\'s last transition.'],
    status: ['string!', ''],
    type: ['string!', ''],
  },
  PersistentVolumeClaimStatus: {
    accessModes: ['string[]', 'accessModes contains the actual access modes the volume backing the PVC has.'],
    allocatedResourceStatuses: ['string{}', 'allocatedResourceStatuses stores status of resource being resized for the given PVC.'],
    allocatedResources: ['quantity{}', 'allocatedResources tracks the resources allocated to a PVC including its capacity.'],
    capacity: ['quantity{}', 'capacity represents the actual resources of the underlying volume.'],
    conditions: ['PersistentVolumeClaimCondition[]', 'conditions is the current Condition of persistent volume claim.'],
    currentVolumeAttributesClassName: ['string', 'currentVolumeAttributesClassName is the current name of the VolumeAttributesClass the PVC is using.'],
    modifyVolumeStatus: ['ModifyVolumeStatus', 'ModifyVolumeStatus represents the status object of ControllerModifyVolume operation.'],
    phase: ['string', 'phase represents the current phase of PersistentVolumeClaim.'],
  },
  PodTemplateSpec: {
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['PodSpec', 'Specification of the desired behavior of the pod.'],
  },
  RollingUpdateStatefulSetStrategy: {
    maxUnavailable: ['int-or-string', 'The maximum number of pods that can be unavailable during the update.'],
    partition: ['integer', 'Partition indicates the ordinal at which the StatefulSet should be partitioned for updates.'],
  },
  StatefulSet: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['StatefulSetSpec', 'Spec defines the desired identities of pods in this set.'],
    status: ['StatefulSetStatus', 'Status is the current status of Pods in this StatefulSet.'],
  },
  StatefulSetCondition: {
    lastTransitionTime: ['time', 'Last time the condition transitioned from one status to another.'],
    message: ['string', 'A human readable message indicating details about the transition.'],
    reason: ['string', 'The reason for the condition\'s last transition.'],
    status: ['string!', 'Status of the condition, one of True, False, Unknown.'],
    type: ['string!', 'Type of statefulset condition.'],
  },
  StatefulSetOrdinals: {
    start: ['integer', 'start is the number representing the first replica\'s index.'],
  },
  StatefulSetPersistentVolumeClaimRetentionPolicy: {
    whenDeleted: ['string', 'WhenDeleted specifies what happens to PVCs created from StatefulSet VolumeClaimTemplates when the StatefulSet is deleted.'],
    whenScaled: ['string', 'WhenScaled specifies what happens to PVCs created from StatefulSet VolumeClaimTemplates when the StatefulSet is scaled down.'],
  },
  StatefulSetSpec: {
    minReadySeconds: ['integer', 'Minimum number of seconds for which a newly created pod should be ready without any of its container crashing for it to be considered…'],
    ordinals: ['StatefulSetOrdinals', 'ordinals controls the numbering of replica indices in a StatefulSet.'],
    persistentVolumeClaimRetentionPolicy: ['StatefulSetPersistentVolumeClaimRetentionPolicy', 'persistentVolumeClaimRetentionPolicy describes the lifecycle of persistent volume claims created from volumeClaimTemplates.'],
    podManagementPolicy: ['string', 'podManagementPolicy controls how pods are created during initial scale up, when replacing pods on nodes, or when scaling down.'],
    replicas: ['integer', 'replicas is the desired number of replicas of the given Template.'],
    revisionHistoryLimit: ['integer', 'revisionHistoryLimit is the maximum number of revisions that will be maintained in the StatefulSet\'s revision history.'],
    selector: ['LabelSelector!', 'selector is a label query over pods that should match the replica count.'],
    serviceName: ['string', 'serviceName is the name of the service that governs this StatefulSet.'],
    template: ['PodTemplateSpec!', 'template is the object that describes the pod that will be created if insufficient replicas are detected.'],
    updateStrategy: ['StatefulSetUpdateStrategy', 'updateStrategy indicates the StatefulSetUpdateStrategy that will be employed to update Pods in the StatefulSet when a revision is made to…'],
    volumeClaimTemplates: ['PersistentVolumeClaim[]', 'volumeClaimTemplates is a list of claims that pods are allowed to reference.'],
  },
  StatefulSetStatus: {
    availableReplicas: ['integer', 'Total number of available pods (ready for at least minReadySeconds) targeted by this statefulset.'],
    collisionCount: ['integer', 'collisionCount is the count of hash collisions for the StatefulSet.'],
    conditions: ['StatefulSetCondition[]', 'Represents the latest available observations of a statefulset\'s current state.'],
    currentReplicas: ['integer', 'currentReplicas is the number of Pods created by the StatefulSet controller from the StatefulSet version indicated by currentRevision.'],
    currentRevision: ['string', 'currentRevision, if not empty, indicates the version of the StatefulSet used to generate Pods in the sequence [0,currentReplicas).'],
    observedGeneration: ['integer', 'observedGeneration is the most recent generation observed for this StatefulSet.'],
    readyReplicas: ['integer', 'readyReplicas is the number of pods created for this StatefulSet with a Ready Condition.'],
    replicas: ['integer', 'replicas is the number of Pods created by the StatefulSet controller.'],
    updateRevision: ['string', 'updateRevision, if not empty, indicates the version of the StatefulSet used to generate Pods in the sequence…'],
    updatedReplicas: ['integer', 'updatedReplicas is the number of Pods created by the StatefulSet controller from the StatefulSet version indicated by updateRevision.'],
  },
  StatefulSetUpdateStrategy: {
    rollingUpdate: ['RollingUpdateStatefulSetStrategy', 'RollingUpdate is used to communicate parameters when Type is RollingUpdateStatefulSetStrategyType.'],
    type: ['string', 'Type indicates the type of the StatefulSetUpdateStrategy.'],
  },
};
