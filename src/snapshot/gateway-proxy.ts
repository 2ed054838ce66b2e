// Which workloads `serve` plays, and which Services lead to them. Without a wish these are the two gateways of the
// local cluster, today's and the one that Ingresses had before (docs/local-cluster.md).
import type { Deployment } from '../kinds/kubernetes/deployment.ts';
import type { Service, ServicePort } from '../kinds/kubernetes/service.ts';
import type { Finding } from '../lib/finding.ts';
import type { GatewayProxy, ServiceTarget } from './proxy.ts';
import { namespacedName, type Snapshot } from './snapshot.ts';

const defaultNamespace = 'istio-system';
const defaultWorkloads = ['istio-system/istio-ingressgateway', 'istio-system/istio-ingress'];
const metadataPrefix = 'ISTIO_META_';
/** A Service with this label does not translate ports (Istio's model/gateway.go). */
const noTranslationLabel = 'experimental.istio.io/disable-gateway-port-translation';

export interface ProxyOptions {
  /** `NAME.NAMESPACE` of another gateway Deployment to play instead. */
  readonly gateway?: string | undefined;
}

/** Builds the proxy from the Deployments it plays; one that is missing leaves a finding, not a hole. */
export function buildProxy(
  snapshot: Snapshot,
  { gateway }: ProxyOptions = {},
): { proxy: GatewayProxy; findings: Finding[] } {
  const wanted = gateway === undefined ? defaultWorkloads : [workloadKey(gateway)];
  const deployments = wanted.flatMap((key) => snapshot.deployments.get(key) ?? []);
  const namespace = wanted[0]?.split('/')[0] ?? defaultNamespace;
  const labelSets = deployments.map(podLabels);
  const proxy: GatewayProxy = {
    namespace,
    workloads: deployments.map(namespacedName),
    labelSets,
    serviceTargets: serviceTargets(snapshot, namespace, deployments),
    locality: parseLocality(labelSets[0]?.['istio-locality'] ?? ''),
    metadata: proxyMetadata(snapshot),
  };
  return { proxy, findings: deployments.length > 0 ? [] : [missingGateway(wanted)] };
}

function workloadKey(gateway: string): string {
  const [name = '', namespace = defaultNamespace] = gateway.split('.');
  return `${namespace}/${name}`;
}

function missingGateway(wanted: readonly string[]): Finding {
  const names = wanted.map((key) => key.split('/').reverse().join('.')).join(' nor ');
  return {
    code: 'ICTL0030',
    severity: 'error',
    message: `there is no gateway Deployment ${names}, so no Gateway applies; create one or name another with --gateway`,
  };
}

function podLabels({ spec }: Deployment): Readonly<Record<string, string>> {
  return spec?.template.metadata?.labels ?? {};
}

function serviceTargets(snapshot: Snapshot, namespace: string, deployments: readonly Deployment[]): ServiceTarget[] {
  const services = snapshot.services.filter(
    ({ metadata }) => metadata.namespace === namespace && metadata.labels?.[noTranslationLabel] === undefined,
  );
  return deployments.flatMap((deployment) =>
    services
      .filter((service) => selectsPod(service, podLabels(deployment)))
      .flatMap((service) => (service.spec?.ports ?? []).map((port) => target(service, port, deployment))),
  );
}

function selectsPod({ spec }: Service, labels: Readonly<Record<string, string>>): boolean {
  const selector = Object.entries(spec?.selector ?? {});
  return selector.length > 0 && selector.every(([key, value]) => labels[key] === value);
}

function target({ metadata }: Service, port: ServicePort, deployment: Deployment): ServiceTarget {
  return {
    serviceName: metadata.name,
    serviceNamespace: metadata.namespace ?? '',
    workload: namespacedName(deployment),
    port: port.port,
    portName: port.name ?? '',
    targetPort: containerPort(port, deployment),
    nodePort: port.nodePort,
  };
}

function containerPort({ port, targetPort }: ServicePort, { spec }: Deployment): number {
  if (typeof targetPort === 'number') return targetPort === 0 ? port : targetPort;
  if (targetPort === undefined || targetPort === '') return port;
  if (/^\d+$/.test(targetPort)) return Number(targetPort);
  const ports = (spec?.template.spec?.containers ?? []).flatMap((container) => container.ports ?? []);
  return ports.find(({ name }) => name === targetPort)?.containerPort ?? port;
}

/** Reads `region.zone.subzone`, as the label istio-locality has it, for a label may not hold slashes. */
function parseLocality(text: string): GatewayProxy['locality'] {
  const [region = '', zone = '', subZone = ''] = text.split(/[./]/);
  return { region, zone, subZone };
}

function proxyMetadata({ meshConfig }: Snapshot): Readonly<Record<string, string>> {
  const variables = Object.entries(meshConfig.defaultConfig?.proxyMetadata ?? {});
  return Object.fromEntries(
    variables
      .filter(([name]) => name.startsWith(metadataPrefix))
      .map(([name, value]) => [name.slice(metadataPrefix.length), value]),
  );
}
