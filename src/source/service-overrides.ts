// Endpoints given on the command line (`serve --service httpbin.default:8000=127.0.0.1:9000`): a laptop has no pods.

import { type EndpointSlice, serviceNameLabel } from '../kinds/kubernetes/endpoint-slice.ts';
import type { Endpoints } from '../kinds/kubernetes/endpoints.ts';
import type { Service, ServicePort } from '../kinds/kubernetes/service.ts';
import type { KubeObject } from '../kinds/object.ts';

export interface ServiceOverride {
  readonly name: string;
  readonly namespace: string;
  /** The port of the Service. */
  readonly port: number;
  /** Where its backend listens. */
  readonly address: string;
  readonly targetPort: number;
}

/**
 * The objects with each named Service port leading to the given addresses and nowhere else. A Service or a port that is
 * missing is added; other ports keep their endpoints. Objects that are not concerned stay the same objects.
 */
export function overrideServices(
  objects: readonly KubeObject[],
  overrides: readonly ServiceOverride[],
): readonly KubeObject[] {
  let result = objects;
  for (const group of groupByService(overrides)) result = overrideService(result, group);
  return result;
}

function groupByService(overrides: readonly ServiceOverride[]): ServiceOverride[][] {
  const groups = new Map<string, ServiceOverride[]>();
  for (const override of overrides) {
    const key = `${override.namespace}/${override.name}`;
    groups.set(key, [...(groups.get(key) ?? []), override]);
  }
  return [...groups.values()];
}

/** @param overrides all of one Service, at least one */
function overrideService(objects: readonly KubeObject[], overrides: readonly ServiceOverride[]): KubeObject[] {
  const [{ name, namespace }] = overrides as [ServiceOverride];
  const isService = (object: KubeObject): object is Service =>
    object.kind === 'Service' && object.metadata.name === name && (object.metadata.namespace ?? '') === namespace;
  const service = withPorts(objects.find(isService) ?? emptyService(name, namespace), overrides);
  const portNames = new Map((service.spec?.ports ?? []).map((port) => [port.port, port.name ?? '']));
  const taken = new Set(overrides.map(({ port }) => portNames.get(port) ?? ''));
  const others = objects
    .filter((object) => !isService(object))
    .flatMap((object) => withoutPorts(object, service, taken));
  return [...others, service, ...slicesOf(overrides, portNames)];
}

function emptyService(name: string, namespace: string): Service {
  return { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace } };
}

function withPorts(service: Service, overrides: readonly ServiceOverride[]): Service {
  const ports = [...(service.spec?.ports ?? [])];
  for (const { port } of overrides) {
    if (!ports.some((known) => known.port === port))
      ports.push({ name: ports.length === 0 ? 'http' : `http-${port}`, port } satisfies ServicePort);
  }
  return ports.length === service.spec?.ports?.length ? service : { ...service, spec: { ...service.spec, ports } };
}

/** Takes the ports away from the Service's Endpoints and slices; an object without any port left is dropped. */
function withoutPorts(object: KubeObject, service: Service, taken: ReadonlySet<string>): KubeObject[] {
  const { name, namespace } = service.metadata;
  if (object.metadata.namespace !== namespace) return [object];
  const isLeft = ({ name: portName = '' }: { readonly name?: string }) => !taken.has(portName);
  if (object.kind === 'EndpointSlice' && object.metadata.labels?.[serviceNameLabel] === name) {
    const slice = object as EndpointSlice;
    const ports = (slice.ports ?? []).filter(isLeft);
    return ports.length === 0 ? [] : [{ ...slice, ports } as KubeObject];
  }
  if (object.kind === 'Endpoints' && object.metadata.name === name) {
    const endpoints = object as Endpoints;
    const subsets = (endpoints.subsets ?? [])
      .map((subset) => ({ ...subset, ports: (subset.ports ?? []).filter(isLeft) }))
      .filter(({ ports }) => ports.length > 0);
    return subsets.length === 0 ? [] : [{ ...endpoints, subsets } as KubeObject];
  }
  return [object];
}

function slicesOf(overrides: readonly ServiceOverride[], portNames: ReadonlyMap<number, string>): EndpointSlice[] {
  return overrides.map(({ name, namespace, port, address, targetPort }, index) => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: `${name}-given-${index}`, namespace, labels: { [serviceNameLabel]: name } },
    addressType: address.includes(':') ? 'IPv6' : 'IPv4',
    ports: [{ name: portNames.get(port) ?? '', port: targetPort }],
    endpoints: [{ addresses: [address] }],
  }));
}
