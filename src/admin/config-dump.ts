// /config_dump as Envoy prints it: admin.v3.ConfigDump with field names in snake_case. `istioctl proxy-config --file`
// and other readers of Envoy dumps understand it.
import type { DumpedConfig } from './view.ts';

const ADMIN = 'type.googleapis.com/envoy.admin.v3';
const TYPES = {
  cluster: 'type.googleapis.com/envoy.config.cluster.v3.Cluster',
  endpoint: 'type.googleapis.com/envoy.config.endpoint.v3.ClusterLoadAssignment',
  listener: 'type.googleapis.com/envoy.config.listener.v3.Listener',
  route: 'type.googleapis.com/envoy.config.route.v3.RouteConfiguration',
  secret: 'type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.Secret',
};

/** Fields whose keys are data (names of filters and options), not field names. */
const MAP_FIELDS = new Set(['typedPerFilterConfig', 'typedExtensionProtocolOptions', 'filterMetadata']);

const REDACTED = { inline_bytes: Buffer.from('[redacted]').toString('base64') };

/** @param options.endpoints as Envoy's `?include_eds`: endpoints are left out unless asked for */
export function configDump({ config, secrets }: DumpedConfig, options: { readonly endpoints: boolean }): unknown {
  const typed = (type: string, message: object) => ({ '@type': type, ...(snakeCase(message) as object) });
  const configs: object[] = [
    {
      '@type': `${ADMIN}.ClustersConfigDump`,
      dynamic_active_clusters: config.clusters.map((cluster) => ({ cluster: typed(TYPES.cluster, cluster) })),
    },
    {
      '@type': `${ADMIN}.ListenersConfigDump`,
      dynamic_listeners: config.listeners.map((listener) => ({
        name: listener.name,
        active_state: { listener: typed(TYPES.listener, listener) },
      })),
    },
    {
      '@type': `${ADMIN}.RoutesConfigDump`,
      dynamic_route_configs: config.routes.map((route) => ({ route_config: typed(TYPES.route, route) })),
    },
    {
      '@type': `${ADMIN}.SecretsConfigDump`,
      // Of Envoy's, revocation lists are none: a context names their file.
      dynamic_active_secrets: secrets.filter(isEnvoys).map(({ name, hasCertificate, hasValidation }) => ({
        name,
        secret: {
          '@type': TYPES.secret,
          name,
          ...(hasCertificate && { tls_certificate: { certificate_chain: REDACTED, private_key: REDACTED } }),
          ...(hasValidation && { validation_context: { trusted_ca: REDACTED } }),
        },
      })),
    },
  ];
  if (options.endpoints) {
    configs.push({
      '@type': `${ADMIN}.EndpointsConfigDump`,
      dynamic_endpoint_configs: config.endpoints.map((endpoint) => ({
        endpoint_config: typed(TYPES.endpoint, endpoint),
      })),
    });
  }
  return { configs };
}

function isEnvoys({ hasCertificate, hasValidation }: DumpedConfig['secrets'][number]): boolean {
  return hasCertificate || hasValidation;
}

function snakeCase(value: unknown, keysAreData = false): unknown {
  if (Array.isArray(value)) return value.map((item) => snakeCase(item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      keysAreData ? key : key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCase(item, MAP_FIELDS.has(key)),
    ]),
  );
}
