// Made from kubernetes-types 1.30.0 by `npm run generate:kubernetes-schemas`; change test/support/kubernetes-schemas instead.
import type { CompactTypes } from '../compact-schema.ts';

export const deploymentTypes: CompactTypes = {
  Deployment: {
    apiVersion: ['string', 'APIVersion defines the versioned schema of this representation of an object.'],
    kind: ['string', 'Kind is a string value representing the REST resource this object represents.'],
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['DeploymentSpec', 'Specification of the desired behavior of the Deployment.'],
    status: ['DeploymentStatus', 'Most recently observed status of the Deployment.'],
  },
  DeploymentCondition: {
    lastTransitionTime: ['time', 'Last time the condition transitioned from one status to another.'],
    lastUpdateTime: ['time', 'The last time this condition was updated.'],
    message: ['string', 'A human readable message indicating details about the transition.'],
    reason: ['string', 'The reason for the condition\'s last transition.'],
    status: ['string!', 'Status of the condition, one of True, False, Unknown.'],
    type: ['string!', 'Type of deployment condition.'],
  },
  DeploymentSpec: {
    minReadySeconds: ['integer', 'Minimum number of seconds for which a newly created pod should be ready without any of its container crashing, for it to be considered…'],
    paused: ['boolean', 'Indicates that the deployment is paused.'],
    progressDeadlineSeconds: ['integer', 'The maximum time in seconds for a deployment to make progress before it is considered to be failed.'],
    replicas: ['integer', 'Number of desired pods.'],
    revisionHistoryLimit: ['integer', 'The number of old ReplicaSets to retain to allow rollback.'],
    selector: ['LabelSelector!', 'Label selector for pods.'],
    strategy: ['DeploymentStrategy', 'The deployment strategy to use to replace existing pods with new ones.'],
    template: ['PodTemplateSpec!', 'Template describes the pods that will be created.'],
  },
  DeploymentStatus: {
    availableReplicas: ['integer', 'Total number of available pods (ready for at least minReadySeconds) targeted by this deployment.'],
    collisionCount: ['integer', 'Count of hash collisions for the Deployment.'],
    conditions: ['DeploymentCondition[]', 'Represents the latest available observations of a deployment\'s current state.'],
    observedGeneration: ['integer', 'The generation observed by the deployment controller.'],
    readyReplicas: ['integer', 'readyReplicas is the number of pods targeted by this Deployment with a Ready Condition.'],
    replicas: ['integer', 'Total number of non-terminated pods targeted by this deployment (their labels match the selector).'],
    terminatingReplicas: ['integer', 'Pods that are terminating (1.33).'],
    unavailableReplicas: ['integer', 'Total number of unavailable pods targeted by this deployment.'],
    updatedReplicas: ['integer', 'Total number of non-terminated pods targeted by this deployment that have the desired template spec.'],
  },
  DeploymentStrategy: {
    rollingUpdate: ['RollingUpdateDeployment', 'Rolling update config params.'],
    type: ['string', 'Type of deployment.'],
  },
  PodTemplateSpec: {
    metadata: ['ObjectMeta', 'Standard object\'s metadata.'],
    spec: ['PodSpec', 'Specification of the desired behavior of the pod.'],
  },
  RollingUpdateDeployment: {
    maxSurge: ['int-or-string', 'The maximum number of pods that can be scheduled above the desired number of pods.'],
    maxUnavailable: ['int-or-string', 'The maximum number of pods that can be unavailable during the update.'],
  },
};
