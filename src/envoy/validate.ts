// What Envoy would refuse, and everything with it: a listener for two equal chains, a whole route configuration for one
// bad header value. Real gateways then stay at their last good configuration; here the part that offends is left out
// and reported, so that one mistake never freezes the proxy. Rules: Envoy's protobuf constraints and config checks.
import type { Finding } from '../lib/finding.ts';
import type { Config } from './config.ts';
import { sourceOf } from './config-source.ts';
import type { Metadata } from './metadata.ts';
import { validateCluster } from './validate/validate-cluster.ts';
import { validateListener } from './validate/validate-listener.ts';
import { validateRouteConfiguration } from './validate/validate-route-configuration.ts';

/** Reports what was left out of an object and why; the object's metadata say whose fault it is. */
export type Refuse = (metadata: Metadata | undefined, problem: string, field?: string) => void;

/** The configuration without what Envoy would refuse. Objects without fault stay the same objects. */
export function validateConfig(config: Config): { readonly config: Config; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const refuse: Refuse = (metadata, problem, field) => {
    const { resource, path } = sourceOf(metadata);
    const fields = [path, field].filter((part) => part !== undefined && part !== '').join('.');
    const finding: Finding = { code: 'ICTL0023', severity: 'error', message: problem };
    findings.push({ ...finding, ...(resource && { resource }), ...(fields !== '' && { path: fields }) });
  };
  return {
    config: {
      listeners: config.listeners.flatMap((listener) => validateListener(listener, refuse) ?? []),
      routes: config.routes.map((route) => validateRouteConfiguration(route, refuse)),
      clusters: config.clusters.flatMap((cluster) => validateCluster(cluster, refuse) ?? []),
      endpoints: config.endpoints,
    },
    findings,
  };
}
