// What the schemas have beyond kubernetes-types 1.30: fields of Kubernetes 1.31 to 1.35, types that its declarations
// get wrong, and what the embedded proxy does with a field.
import type { CompactField } from '../../../src/kinds/kubernetes/compact-schema.ts';

export type OverlayTypes = Readonly<Record<string, Readonly<Record<string, CompactField>>>>;

/** New types, and new or changed fields of known ones. A description '' keeps the declared one. */
export const overlay: OverlayTypes = {
  // 1.33: in-place resize and resources of a whole pod.
  PodSpec: {
    hostnameOverride: ['string', 'Overrides the host name of the pod (1.34).'],
    resources: ['ResourceRequirements', 'The total resources of all containers of the pod (1.32).'],
    schedulingGroup: ['PodSchedulingGroup', 'The group of pods that are scheduled together (1.35).'],
  },
  PodSchedulingGroup: { podGroupName: ['string', 'Name of the pod group.'] },
  Container: {
    restartPolicyRules: ['ContainerRestartRule[]', 'Rules that say when the container is restarted (1.34).'],
  },
  EphemeralContainer: {
    restartPolicyRules: ['ContainerRestartRule[]', 'Rules that say when the container is restarted (1.34).'],
  },
  ContainerRestartRule: {
    action: ['string!', 'What happens when the rule matches.'],
    exitCodes: ['ContainerRestartRuleOnExitCodes', 'The exit codes that match.'],
  },
  ContainerRestartRuleOnExitCodes: {
    operator: ['string!', 'How exit codes are compared: In or NotIn.'],
    values: ['integer[]', 'The exit codes.'],
  },
  EnvVarSource: { fileKeyRef: ['FileKeySelector', 'A variable out of a file in a volume (1.34).'] },
  FileKeySelector: {
    key: ['string!', 'The variable in the file.'],
    optional: ['boolean', 'Whether file and variable may be missing.'],
    path: ['string!', 'The file in the volume.'],
    volumeName: ['string!', 'The volume.'],
  },
  Lifecycle: { stopSignal: ['string', 'The signal that stops the container (1.33).'] },
  ResourceClaim: { request: ['string', 'The request in the claim that is meant (1.31).'] },
  // 1.31 put the two sources in the claim itself; the older `source` stays accepted.
  PodResourceClaim: {
    resourceClaimName: ['string', 'Name of a ResourceClaim in the namespace of the pod (1.31).'],
    resourceClaimTemplateName: ['string', 'Name of a ResourceClaimTemplate in the namespace of the pod (1.31).'],
  },
  PodSecurityContext: {
    seLinuxChangePolicy: ['string', 'How volumes get their SELinux label (1.32).'],
    supplementalGroupsPolicy: ['string', 'How supplemental groups are computed: Merge or Strict (1.31).'],
  },
  Volume: { image: ['ImageVolumeSource', 'An OCI object that is mounted (1.31).'] },
  ImageVolumeSource: {
    pullPolicy: ['string', 'When the object is pulled.'],
    reference: ['string', 'The image or artifact.'],
  },
  VolumeProjection: { podCertificate: ['PodCertificateProjection', 'A certificate made for the pod (1.34).'] },
  PodCertificateProjection: {
    certificateChainPath: ['string', 'File of the certificate chain.'],
    credentialBundlePath: ['string', 'File of key and certificate chain.'],
    keyPath: ['string', 'File of the key.'],
    keyType: ['string!', 'Type of the key.'],
    maxExpirationSeconds: ['integer', 'The longest life of the certificate.'],
    signerName: ['string!', 'Who signs.'],
    userAnnotations: ['string{}', 'Annotations for the signer (1.35).'],
  },
  PodStatus: {
    allocatedResources: ['quantity{}', 'Resources allocated to the pod (1.35).'],
    extendedResourceClaimStatus: ['any', 'Status of the claim for extended resources (1.34).'],
    nodeAllocatableResourceClaimStatuses: ['any[]', 'Claims for resources of the node.'],
    observedGeneration: ['integer', 'The generation that the status is of (1.33).'],
    resources: ['ResourceRequirements', 'Resources that are in force (1.35).'],
  },
  PodCondition: { observedGeneration: ['integer', 'The generation that the condition is of (1.33).'] },
  ContainerStatus: {
    allocatedResourcesStatus: ['any[]', 'Health of allocated resources (1.31).'],
    stopSignal: ['string', 'The signal that stops the container (1.33).'],
    user: ['any', 'User and groups of the first process (1.31).'],
  },
  VolumeMountStatus: { volumeStatus: ['any', 'Status by the type of the volume (1.35).'] },
  DeploymentStatus: { terminatingReplicas: ['integer', 'Pods that are terminating (1.33).'] },
  ReplicaSetStatus: { terminatingReplicas: ['integer', 'Pods that are terminating (1.33).'] },
  HPAScalingRules: { tolerance: ['quantity', 'How far a metric may be off before the number of pods changes (1.33).'] },
  EndpointHints: { forNodes: ['ForNode[]', 'The nodes that should use the endpoint (1.33).'] },
  ForNode: { name: ['string!', 'Name of the node.'] },

  // A slice may have no endpoints; the API server asks for none.
  EndpointSlice: { endpoints: ['Endpoint[]', ''] },
  // Declared as text, but base64.
  Secret: { data: ['bytes{}', ''] },
  ConfigMap: { binaryData: ['bytes{}', ''] },
  // Declared as required, but the API server fills it in, or asks for none.
  RoleRef: { apiGroup: ['string', ''] },
  // A ReplicaSet without pods is refused, whatever the declarations say.
  ReplicaSetSpec: { template: ['PodTemplateSpec!', ''] },
  StatefulSetSpec: { serviceName: ['string', ''] },
  NetworkPolicy: {
    spec: ['NetworkPolicySpec', '', { notEnforced: 'the gateway answers whoever reaches its sockets' }],
  },

  // Istio reads none of these at an ingress gateway.
  IngressSpec: { defaultBackend: ['IngressBackend', '', 'no-effect'] },
  IngressBackend: { resource: ['TypedLocalObjectReference', '', 'no-effect'] },
};
