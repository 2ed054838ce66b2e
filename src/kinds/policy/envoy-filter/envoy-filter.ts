// EnvoyFilter: patches of the configuration that istiod made.
import { int32, statusField, uint32 } from '../../istio-schema.ts';
import { kubeObject } from '../../kube-schema.ts';
import type { KubeObject } from '../../object.ts';
import { any, field, type Infer, list, map, object, oneOfStrings, string } from '../../schema.ts';
import { targetFields } from '../target.ts';

const filter = object({
  name: field(string(), 'Name of the network filter.'),
  subFilter: field(object({ name: field(string(), 'Name of the HTTP filter.') }), 'An HTTP filter in it.'),
});

const filterChain = object({
  name: field(string(), 'Name of the chain.'),
  sni: field(string(), 'Server name of the chain.'),
  transportProtocol: field(string(), 'raw_buffer or tls.'),
  applicationProtocols: field(string(), 'ALPN names, with commas between.'),
  filter: field(filter, 'A filter of the chain.'),
  destinationPort: field(uint32, 'Port that the chain is for.'),
});

const listenerMatch = object({
  portNumber: field(uint32, 'Port of the listener.'),
  portName: field(string(), 'Not used.'),
  filterChain: field(filterChain, 'A chain of the listener.'),
  listenerFilter: field(string(), 'A listener filter.'),
  name: field(string(), 'Name of the listener.'),
});

const virtualHostMatch = object({
  name: field(string(), 'Name of the virtual host.'),
  domainName: field(string(), 'A domain of it.'),
  route: field(
    object({
      name: field(string(), 'Name of the route.'),
      action: field(oneOfStrings('ANY', 'ROUTE', 'REDIRECT', 'DIRECT_RESPONSE'), 'What the route does.'),
    }),
    'A route of it.',
  ),
});

const routeConfigurationMatch = object({
  portNumber: field(uint32, 'Port of the service or of the Gateway server.'),
  portName: field(string(), 'Name of the port of the Gateway server.'),
  gateway: field(string(), 'namespace/name of the Gateway.'),
  vhost: field(virtualHostMatch, 'A virtual host of it.'),
  name: field(string(), 'Name of the route configuration.'),
});

const clusterMatch = object({
  portNumber: field(uint32, 'Port of the service.'),
  service: field(string(), 'Host of the service.'),
  subset: field(string(), 'Subset of the service.'),
  name: field(string(), 'Name of the cluster.'),
});

const proxyMatch = object({
  proxyVersion: field(string(), 'Regular expression for the version of the proxy.'),
  metadata: field(map(string()), 'Metadata of the node.'),
});

const waypointMatch = object({
  portNumber: field(uint32, 'Port of the service.'),
  filter: field(filter, 'A filter.'),
  route: field(object({ name: field(string(), 'Name of the route.') }), 'A route.'),
});

const match = object(
  {
    context: field(
      oneOfStrings('ANY', 'SIDECAR_INBOUND', 'SIDECAR_OUTBOUND', 'GATEWAY', 'WAYPOINT'),
      'Which proxies. Default ANY.',
    ),
    proxy: field(proxyMatch, 'Properties of the proxy.'),
    listener: field(listenerMatch, 'A listener.'),
    routeConfiguration: field(routeConfigurationMatch, 'A route configuration.'),
    cluster: field(clusterMatch, 'A cluster.'),
    waypoint: field(waypointMatch, 'A part of a waypoint.'),
  },
  { oneOf: [{ fields: ['listener', 'routeConfiguration', 'cluster', 'waypoint'] }] },
);

const patch = object({
  operation: field(
    oneOfStrings(
      'INVALID',
      'MERGE',
      'ADD',
      'REMOVE',
      'INSERT_BEFORE',
      'INSERT_AFTER',
      'INSERT_FIRST',
      'REPLACE',
      'MERGE_AND_REPLACE_LIST',
    ),
    'What is done.',
  ),
  value: field(any(), 'The part that is put in, as JSON of the Envoy API.'),
  filterClass: field(oneOfStrings('UNSPECIFIED', 'AUTHN', 'AUTHZ', 'STATS'), 'Where a filter is put in.'),
});

const configPatch = object({
  applyTo: field(
    oneOfStrings(
      'INVALID',
      'LISTENER',
      'FILTER_CHAIN',
      'NETWORK_FILTER',
      'HTTP_FILTER',
      'ROUTE_CONFIGURATION',
      'VIRTUAL_HOST',
      'HTTP_ROUTE',
      'CLUSTER',
      'EXTENSION_CONFIG',
      'BOOTSTRAP',
      'LISTENER_FILTER',
    ),
    'What is patched.',
  ),
  match: field(match, 'Where it is patched. Default: everywhere.'),
  patch: field(patch, 'How it is patched.'),
});

const spec = object(
  {
    workloadSelector: field(
      object({ labels: field(map(string({ maxLength: 63 }), { maxProperties: 256 }), 'Labels of the workloads.') }),
      'The workloads it is for. Default: all of the namespace.',
    ),
    targetRefs: targetFields.targetRefs,
    configPatches: field(list(configPatch), 'Patches, in their order.'),
    priority: field(int32, 'Those with a lower number come first. Default 0.'),
  },
  { nulls: 'refused' },
);

export const envoyFilterSchema = kubeObject({
  spec: field(spec, 'Patches.'),
  status: statusField,
});

export type ConfigPatch = Infer<typeof configPatch>;

/** An EnvoyFilter as stored. */
export interface EnvoyFilter extends KubeObject {
  readonly spec?: Infer<typeof spec>;
}
