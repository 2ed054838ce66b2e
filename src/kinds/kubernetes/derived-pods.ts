// The Pods of Deployments. Nothing runs them: they are made when they are read, so that what asks for a gateway's Pod
// (its host IP, its readiness) gets the answer that a cluster would give.
import { createHash } from 'node:crypto';
import type { Deployment, DeploymentCondition, DeploymentSpec, DeploymentStatus } from './deployment.ts';
import type { Container, ContainerStatus, Pod, PodCondition } from './pod.ts';

export interface PodOptions {
  /** Pods are ready while a server runs. */
  readonly serverRunning: boolean;
}

const hostAddress = '127.0.0.1';
const nodeName = 'localhost';
const hashLabel = 'pod-template-hash';

/** One process answers for them all, so more would only be noise. */
const maxReplicas = 100;

/** Kubernetes' letters for generated names: no vowels and nothing that reads as one (apimachinery, util/rand). */
const nameLetters = 'bcdfghjklmnpqrstvwxz2456789';

/** Returns the Pods of some Deployments, in their order. The names stay the same while the template does. */
export function derivePods(deployments: readonly Deployment[], options: PodOptions): readonly Pod[] {
  return deployments.flatMap((deployment) => podsOf(deployment, options));
}

/** Returns the Deployment with the status that its Pods give it. */
export function deriveDeploymentStatus(deployment: Deployment, { serverRunning }: PodOptions): Deployment {
  const replicas = replicasOf(deployment.spec);
  const ready = serverRunning ? replicas : 0;
  const status: DeploymentStatus = {
    replicas,
    updatedReplicas: replicas,
    ...(ready > 0 ? { readyReplicas: ready, availableReplicas: ready } : {}),
    conditions: [availability(ready >= replicas), progressed],
  };
  return { ...deployment, status };
}

/** As the controller of Deployments writes it (kubernetes, pkg/controller/deployment/util and sync.go). */
function availability(isAvailable: boolean): DeploymentCondition {
  return {
    type: 'Available',
    status: isAvailable ? 'True' : 'False',
    reason: isAvailable ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: `Deployment ${isAvailable ? 'has' : 'does not have'} minimum availability.`,
  };
}

/** Nothing rolls out: the Pods are those of the newest template at once. */
const progressed: DeploymentCondition = {
  type: 'Progressing',
  status: 'True',
  reason: 'NewReplicaSetAvailable',
  message: 'Deployment has successfully progressed.',
};

function replicasOf(spec: DeploymentSpec | undefined): number {
  return spec === undefined ? 0 : Math.min(spec.replicas ?? 1, maxReplicas);
}

function podsOf(deployment: Deployment, options: PodOptions): readonly Pod[] {
  const { spec } = deployment;
  if (spec?.template.spec === undefined) return [];
  const hash = letters(JSON.stringify(spec.template), 10);
  return Array.from({ length: replicasOf(spec) }, (_, index) => pod(deployment, spec, hash, index, options));
}

function pod(
  { metadata }: Deployment,
  spec: DeploymentSpec,
  hash: string,
  index: number,
  { serverRunning }: PodOptions,
): Pod {
  const { template } = spec;
  const containers = template.spec?.containers ?? [];
  const suffix = letters(`${metadata.namespace}/${metadata.name}/${hash}/${index}`, 5);
  const { annotations } = template.metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${metadata.name}-${hash}-${suffix}`,
      ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
      ...(metadata.creationTimestamp === undefined ? {} : { creationTimestamp: metadata.creationTimestamp }),
      ...(metadata.resourceVersion === undefined ? {} : { resourceVersion: metadata.resourceVersion }),
      labels: { ...template.metadata?.labels, [hashLabel]: hash },
      ...(annotations === undefined ? {} : { annotations }),
    },
    spec: { ...template.spec, containers, nodeName },
    status: {
      phase: serverRunning ? 'Running' : 'Pending',
      hostIP: hostAddress,
      ...(serverRunning ? { podIP: hostAddress } : {}),
      conditions: conditions(serverRunning),
      containerStatuses: containers.map((container) => containerStatus(container, serverRunning)),
    },
  };
}

function conditions(ready: boolean): readonly PodCondition[] {
  const status = ready ? 'True' : 'False';
  return [
    { type: 'Ready', status },
    { type: 'ContainersReady', status },
    { type: 'PodScheduled', status: 'True' },
  ];
}

function containerStatus({ name, image = '' }: Container, ready: boolean): ContainerStatus {
  return { name, ready, restartCount: 0, image };
}

/** Letters for a name, always the same for the same text. */
function letters(text: string, length: number): string {
  const digest = createHash('sha256').update(text).digest();
  return Array.from({ length }, (_, index) => nameLetters[(digest[index] ?? 0) % nameLetters.length]).join('');
}
