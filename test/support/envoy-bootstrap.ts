// A configuration as a file with which Envoy starts: what would come from a control plane is written into it, with
// throw-away certificates, so that `envoy --mode validate` says whether Envoy would take it.
import type { Cluster } from '../../src/envoy/cluster.ts';
import type { Config } from '../../src/envoy/config.ts';
import type { HttpConnectionManager } from '../../src/envoy/http-connection-manager.ts';
import type { SdsSecretConfig } from '../../src/envoy/tls.ts';
import { createIdentity, createRevocationList } from './certificates.ts';

type Json = Record<string, unknown>;

/** Makes the bootstrap. Endpoints become static, routes stand in their listeners, secrets are static ones. */
export function envoyBootstrap(config: Config): unknown {
  const inline = (value: unknown): unknown => inlined(value, config);
  return {
    staticResources: {
      listeners: config.listeners.map(inline),
      clusters: config.clusters.map((cluster) => inline(staticCluster(cluster, config))),
      secrets: secretsOf(config),
    },
  };
}

const authority = createIdentity({ commonName: 'throw-away', isCa: true });
const leaf = createIdentity({ commonName: 'leaf', names: ['DNS:*.example.com'], issuer: authority });
const authorityFile = { inlineString: authority.certificatePem };

function staticCluster({ edsClusterConfig, ...cluster }: Cluster, config: Config): unknown {
  if (edsClusterConfig === undefined) return cluster;
  const name = edsClusterConfig.serviceName ?? cluster.name;
  const assignment = config.endpoints.find(({ clusterName }) => clusterName === name) ?? { clusterName: name };
  return { ...cluster, type: 'STATIC', loadAssignment: assignment };
}

function inlined(value: unknown, config: Config): unknown {
  if (Array.isArray(value)) return value.map((item) => inlined(item, config));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, item]) => inlinedField(key, item, config));
  return Object.fromEntries(entries);
}

function inlinedField(key: string, value: unknown, config: Config): [string, unknown][] {
  switch (key) {
    case 'rds': {
      const { routeConfigName } = value as NonNullable<HttpConnectionManager['rds']>;
      return [['routeConfig', config.routes.find(({ name }) => name === routeConfigName)]];
    }
    // A static secret is found by its name alone.
    case 'sdsConfig':
      return [];
    case 'trustedCa':
      return [[key, authorityFile]];
    case 'crl':
      return [[key, { inlineString: createRevocationList(authority, []) }]];
    default:
      return [[key, inlined(value, config)]];
  }
}

function secretsOf(config: Config): Json[] {
  const secrets = new Map<string, Json>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { tlsCertificateSdsSecretConfigs, validationContextSdsSecretConfig } = value as {
      tlsCertificateSdsSecretConfigs?: readonly SdsSecretConfig[];
      validationContextSdsSecretConfig?: SdsSecretConfig;
    };
    for (const { name } of tlsCertificateSdsSecretConfigs ?? []) {
      secrets.set(name, { name, tlsCertificate: certificate });
    }
    const ca = validationContextSdsSecretConfig?.name;
    if (ca !== undefined) secrets.set(ca, { name: ca, validationContext: { trustedCa: authorityFile } });
    for (const item of Object.values(value)) visit(item);
  };
  visit([config.listeners, config.clusters]);
  return [...secrets.values()];
}

const certificate = {
  certificateChain: { inlineString: leaf.certificatePem },
  privateKey: { inlineString: leaf.keyPem },
};
