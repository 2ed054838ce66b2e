// Finds the fields that policies of a route or cluster are written in: metadata names the resource and its rule, the
// objects of the snapshot say what of it is written there.
import type { Cluster } from '../../envoy/cluster.ts';
import { parseClusterName } from '../../envoy/cluster-name.ts';
import { sourceMetadata, sourceOf } from '../../envoy/config-source.ts';
import type { Metadata } from '../../envoy/metadata.ts';
import type { HttpRoute, VirtualService } from '../../kinds/virtual-service/virtual-service.ts';
import type { ResourceRef } from '../../lib/finding.ts';
import type { GatewayProxy } from '../../snapshot/proxy.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { buildDestinationRuleIndex } from '../../translate/destination-rule/destination-rule-index.ts';
import { type PolicyBlock, policySource } from '../../translate/destination-rule/policy-source.ts';
import { sourceRef } from '../../translate/source-ref.ts';
import type { PolicyOrigin } from './decision.ts';
import type { SourceFinder } from './source-finder.ts';

export interface PolicyFinder {
  /** @param fields of a rule for HTTP; the first that is written counts */
  ofRoute(metadata: Metadata | undefined, fields: readonly (keyof HttpRoute)[]): PolicyOrigin;
  ofCluster(cluster: Cluster, block: PolicyBlock): PolicyOrigin;
}

/** What nobody has written. */
const builtIn: PolicyOrigin = { default: "Istio's default" };

/** Mesh config stands in for rules that say nothing. */
const meshFields = {
  retries: 'defaultHttpRetryPolicy',
  connectionPool: 'defaultTrafficPolicy.connectionPool',
  outlierDetection: 'defaultTrafficPolicy.outlierDetection',
  loadBalancer: 'defaultTrafficPolicy.loadBalancer',
} as const;

export function policyFinder(snapshot: Snapshot, proxy: GatewayProxy, find: SourceFinder): PolicyFinder {
  const { meshConfig } = snapshot;
  const rules = buildDestinationRuleIndex(snapshot, proxy);
  const written = (source: Parameters<typeof sourceMetadata>[0], path: string): PolicyOrigin => {
    const found = find(sourceMetadata(source, path)).source;
    return found === undefined ? builtIn : { source: found };
  };
  const ofMesh = (field: string, isSet: boolean): PolicyOrigin =>
    isSet ? { default: `mesh config ${meshFields[field as keyof typeof meshFields]}` } : builtIn;
  return {
    ofRoute(metadata, fields) {
      const { resource, path = '' } = sourceOf(metadata);
      const index = Number(/^spec\.http\[(\d+)\]/.exec(path)?.[1] ?? -1);
      for (const field of fields) {
        const place = resource === undefined ? undefined : findRule(snapshot, resource, index, field);
        if (place !== undefined) return written(sourceRef(place.object), `spec.http[${place.index}].${field}`);
      }
      return ofMesh(fields[0] ?? '', fields[0] === 'retries' && meshConfig.defaultHttpRetryPolicy !== undefined);
    },
    ofCluster(cluster, block) {
      const parts = parseClusterName(cluster.name);
      if (parts === undefined) return builtIn;
      const place = policySource(rules.find(parts.host, namespaceOf(cluster)), parts, block);
      if (place !== undefined) return written(place.source, place.path);
      const ofAll: Readonly<Partial<Record<PolicyBlock, unknown>>> = meshConfig.defaultTrafficPolicy ?? {};
      return ofMesh(block, Object.hasOwn(meshFields, block) && ofAll[block] !== undefined);
    },
  };
}

/** The namespace of the service behind a cluster, as Istio keeps it in metadata. */
function namespaceOf({ metadata }: Cluster): string {
  const services = metadata?.filterMetadata.istio?.services as readonly { readonly namespace: string }[] | undefined;
  return services?.[0]?.namespace ?? '';
}

interface RulePlace {
  readonly object: VirtualService;
  readonly index: number;
}

/** The rule itself where it has the field, else a rule that delegates to it: what that says is inherited. */
function findRule(
  { virtualServices }: Snapshot,
  { kind, namespace, name }: ResourceRef,
  index: number,
  field: keyof HttpRoute,
): RulePlace | undefined {
  if (kind !== 'VirtualService') return undefined;
  const own = virtualServices.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
  if (own?.spec?.http?.[index]?.[field] !== undefined) return { object: own, index };
  for (const object of virtualServices) {
    const at = (object.spec?.http ?? []).findIndex(
      ({ delegate, [field]: value }) =>
        value !== undefined &&
        delegate?.name === name &&
        (delegate.namespace || object.metadata.namespace) === namespace,
    );
    if (at >= 0) return { object, index: at };
  }
  return undefined;
}
