// The Deployment of a proxy of Istio 0.8, which the gateway and the older Ingress controller have in common.
import type { KubeObject } from '../../kinds/object.ts';
import type { Infer } from '../../kinds/schema.ts';
import type { Release } from '../chart.ts';
import type { globalValues } from './global-values.ts';
import { nodeAffinity } from './node-affinity.ts';

type Global = Infer<typeof globalValues>;
type Labels = Readonly<Record<string, string>>;

interface SecretVolume {
  readonly name: string;
  readonly secretName: string;
  readonly mountPath: string;
}

interface ProxyContainer {
  readonly name: string;
  readonly image: string;
  /** The role as pilot-agent calls it. */
  readonly role: 'router' | 'ingress';
  readonly ports: readonly number[] | undefined;
  readonly serviceCluster: string;
  readonly controlPlane: readonly string[];
  readonly resources: Readonly<Record<string, unknown>> | undefined;
  /** Beside the variables that every proxy has. */
  readonly env: readonly unknown[];
}

interface ProxyDeployment {
  readonly name: string;
  readonly labels: Labels;
  readonly podLabels: Labels;
  readonly replicas: number | undefined;
  readonly serviceAccountName: string;
  readonly container: ProxyContainer;
  readonly secretVolumes: readonly SecretVolume[];
  readonly imagePullPolicy: string | undefined;
  readonly affinity: unknown;
}

/** What `global` says of every pod. */
export function podFields({ imagePullPolicy, arch }: Global): Pick<ProxyDeployment, 'imagePullPolicy' | 'affinity'> {
  return { imagePullPolicy, affinity: nodeAffinity(arch) };
}

/** Where the proxy finds the control plane, and whether it identifies itself. */
export function controlPlaneArgs({ controlPlaneSecurityEnabled }: Global): readonly string[] {
  const [policy, address] = controlPlaneSecurityEnabled
    ? ['MUTUAL_TLS', 'istio-pilot:15005']
    : ['NONE', 'istio-pilot:8080'];
  return ['--controlPlaneAuthPolicy', policy, '--discoveryAddress', address] as const;
}

/** The proxy's own certificates, which the control plane issues. */
const ownCertificates = { name: 'istio-certs', secretName: 'istio.default', mountPath: '/etc/certs' };

export function proxyDeployment(deployment: ProxyDeployment, { namespace }: Release): KubeObject {
  const { name, labels, podLabels, replicas, serviceAccountName, affinity } = deployment;
  const secretVolumes = [ownCertificates, ...deployment.secretVolumes];
  return {
    apiVersion: 'extensions/v1beta1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      // The chart says so, too: without a number what was scaled stays scaled.
      replicas: replicas ?? null,
      template: {
        metadata: { labels: podLabels, annotations: { 'sidecar.istio.io/inject': 'false' } },
        spec: {
          serviceAccountName,
          containers: [proxyContainer(deployment, secretVolumes)],
          volumes: secretVolumes.map((volume) => ({
            name: volume.name,
            secret: { secretName: volume.secretName, optional: true },
          })),
          affinity,
        },
      },
    },
  };
}

function proxyContainer({ container, imagePullPolicy }: ProxyDeployment, volumes: readonly SecretVolume[]): unknown {
  const { name, image, ports, resources, env } = container;
  return {
    name,
    image,
    ...(imagePullPolicy && { imagePullPolicy }),
    ...(ports && { ports: ports.map((containerPort) => ({ containerPort })) }),
    args: proxyArgs(container),
    ...(resources && { resources }),
    env: [
      fieldVariable('POD_NAME', 'metadata.name'),
      fieldVariable('POD_NAMESPACE', 'metadata.namespace'),
      fieldVariable('INSTANCE_IP', 'status.podIP'),
      ...env,
    ],
    volumeMounts: volumes.map((volume) => ({ name: volume.name, mountPath: volume.mountPath, readOnly: true })),
  };
}

function proxyArgs({ role, serviceCluster, controlPlane }: ProxyContainer): readonly string[] {
  return [
    ...['proxy', role, '-v', '2'],
    ...['--discoveryRefreshDelay', '1s'],
    ...['--drainDuration', '45s'],
    ...['--parentShutdownDuration', '1m0s'],
    ...['--connectTimeout', '10s'],
    ...['--serviceCluster', serviceCluster],
    ...['--zipkinAddress', 'zipkin:9411'],
    ...['--statsdUdpAddress', 'istio-statsd-prom-bridge:9125'],
    ...['--proxyAdminPort', '15000'],
    ...controlPlane,
  ];
}

function fieldVariable(name: string, fieldPath: string): unknown {
  return { name, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath } } };
}
