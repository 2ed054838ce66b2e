// The VirtualServices that gateways see: those bound to a gateway, with completed names and their delegates merged in.
import type { HttpRoute, VirtualService } from '../../kinds/virtual-service/virtual-service.ts';
import { namespacedName, type Snapshot } from '../../snapshot/snapshot.ts';
import { type FindingList, refOf } from '../finding-list.ts';
import { resolveGatewayName, resolveHost } from '../short-name.ts';
import { sourceRef } from '../source-ref.ts';
import { isVisibleTo, readVisibility, type Visibility } from '../visibility.ts';
import type { BoundVirtualService, HttpRule } from './bound-virtual-service.ts';
import { mergeDelegate } from './merge-delegate.ts';

/** A delegate has no hosts; where gateways are not named, the VirtualService is for the mesh only. */
export function bindVirtualServices(snapshot: Snapshot, findings: FindingList): readonly BoundVirtualService[] {
  const delegates = new Map(
    snapshot.virtualServices.filter(isDelegate).map((service) => [namespacedName(service), service]),
  );
  return snapshot.virtualServices
    .filter((service) => !isDelegate(service) && gatewaysOf(service).length > 0)
    .map((service) => bind(service, snapshot, (rule) => withDelegate(rule, service, delegates, snapshot, findings)));
}

function isDelegate({ spec }: VirtualService): boolean {
  return (spec?.hosts ?? []).length === 0;
}

function gatewaysOf({ spec, metadata }: VirtualService): readonly string[] {
  return (spec?.gateways ?? [])
    .map((gateway) => resolveGatewayName(gateway, metadata.namespace ?? ''))
    .filter((gateway) => gateway !== 'mesh');
}

function bind(
  service: VirtualService,
  snapshot: Snapshot,
  expand: (rule: HttpRule) => readonly HttpRule[],
): BoundVirtualService {
  const { namespace = '' } = service.metadata;
  return {
    metadata: service.metadata,
    hosts: (service.spec?.hosts ?? []).map((host) => resolveHost(host, namespace)),
    gateways: gatewaysOf(service),
    http: httpRules(service).flatMap(expand),
    tls: (service.spec?.tls ?? []).map(({ match, ...rule }) => ({
      ...rule,
      match: match.map((one) => withGateways(one, namespace)),
    })),
    tcp: (service.spec?.tcp ?? []).map(({ match = [], ...rule }) => ({
      ...rule,
      match: match.map((one) => withGateways(one, namespace)),
    })),
    semantics: 'istio',
    visibility: visibilityOf(service, snapshot),
    source: sourceRef(service),
  };
}

/** The HTTP rules of one VirtualService as they stand there. */
function httpRules(service: VirtualService): readonly HttpRule[] {
  return (service.spec?.http ?? []).map((route, index) => httpRule(service, route, `spec.http[${index}]`));
}

function httpRule(service: VirtualService, { match, ...rule }: HttpRoute, path: string): HttpRule {
  const namespace = service.metadata.namespace ?? '';
  return {
    rule,
    matches: (match ?? []).map((one, index) => ({
      match: withGateways(one, namespace),
      path: `${path}.match[${index}]`,
    })),
    namespace,
    source: sourceRef(service),
    path,
  };
}

/** A rule that delegates becomes the delegate's rules, or none where that is missing or not exported here. */
function withDelegate(
  root: HttpRule,
  service: VirtualService,
  delegates: ReadonlyMap<string, VirtualService>,
  snapshot: Snapshot,
  findings: FindingList,
): readonly HttpRule[] {
  const { delegate } = root.rule;
  if (delegate === undefined) return [root];
  const key = `${delegate.namespace || root.namespace}/${delegate.name ?? ''}`;
  const found = delegates.get(key);
  const path = `${root.path}.delegate`;
  if (found === undefined) {
    findings.report(
      'IST0101',
      `there is no VirtualService ${key} without hosts; the rule is left out`,
      refOf(service),
      path,
    );
    return [];
  }
  if (!isVisibleTo(visibilityOf(found, snapshot), root.namespace)) {
    const message = `VirtualService ${key} is not exported to namespace ${root.namespace}; the rule is left out`;
    findings.report('IST0101', message, refOf(service), path);
    return [];
  }
  return httpRules(found).flatMap((rule) => mergeDelegate(root, rule) ?? []);
}

function withGateways<T extends { readonly gateways?: readonly string[] }>(match: T, namespace: string): T {
  if (match.gateways === undefined) return match;
  return { ...match, gateways: match.gateways.map((gateway) => resolveGatewayName(gateway, namespace)) };
}

function visibilityOf({ spec, metadata }: VirtualService, { meshConfig }: Snapshot): Visibility {
  return readVisibility(spec?.exportTo, meshConfig.defaultVirtualServiceExportTo, metadata.namespace ?? '');
}
