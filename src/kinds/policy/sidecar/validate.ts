// Sidecars as Istio validates them (istio, ValidateSidecar).
import { checkConnectionPool } from '../../destination-rule/validate/connection-pool.ts';
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import { checkSelector } from '../../istio-rules/fields.ts';
import { domainFault } from '../../istio-rules/names.ts';
import { checkIstioMetadata, namespaceOf } from '../../istio-rules/object.ts';
import type { Problem } from '../../problem.ts';
import { checkDestination } from '../../virtual-service/validate/destinations.ts';
import { checkEgress } from './check-egress.ts';
import { checkIngress } from './check-ingress.ts';
import type { Sidecar, SidecarSpec } from './sidecar.ts';

export function validateSidecar(sidecar: Sidecar): readonly Problem[] {
  const { spec = {} } = sidecar;
  const { workloadSelector, ingress = [], egress = [], inboundConnectionPool, outboundTrafficPolicy } = spec;
  const isEmpty = ingress.length + egress.length === 0 && !inboundConnectionPool && !outboundTrafficPolicy;
  return [
    ...checkIstioMetadata(sidecar),
    ...(workloadSelector === undefined
      ? []
      : checkSelector(
          'spec.workloadSelector.labels',
          workloadSelector.labels,
          'workload selector specified without labels, will be applied to all services in namespace',
        )),
    ...(isEmpty ? [refused('spec', 'empty configuration provided')] : []),
    ...ingress.flatMap((listener, index) => checkIngress(itemOf('spec.ingress', index), listener)),
    ...checkPorts('spec.ingress', ingress),
    ...egress.flatMap((listener, index) => checkEgress(itemOf('spec.egress', index), listener, namespaceOf(sidecar))),
    ...checkPorts('spec.egress', egress),
    ...checkCatchAll(egress),
    ...(inboundConnectionPool === undefined
      ? []
      : checkConnectionPool('spec.inboundConnectionPool', inboundConnectionPool)),
    ...checkOutbound('spec.outboundTrafficPolicy', outboundTrafficPolicy),
  ];
}

/** No two listeners on one port, nor on one socket. */
function checkPorts(
  path: string,
  listeners: readonly { readonly port?: { readonly number?: number }; readonly bind?: string }[],
): readonly Problem[] {
  const seen = new Set<string>();
  return listeners.flatMap(({ port, bind = '' }, index) => {
    if (port === undefined) return [];
    const key = port.number ? String(port.number) : bind;
    const place = fieldOf(itemOf(path, index), 'port');
    const isRepeated = seen.has(key);
    seen.add(key);
    if (!isRepeated) return [];
    return [refused(place, `${port.number ? 'ports' : 'Unix domain sockets'} of listeners must be unique`)];
  });
}

/** Only the last listener may be for every port. */
function checkCatchAll(egress: NonNullable<SidecarSpec['egress']>): readonly Problem[] {
  return egress.flatMap(({ port }, index) =>
    port === undefined && index < egress.length - 1
      ? [refused(itemOf('spec.egress', index), 'the egress listener with empty port should be the last listener')]
      : [],
  );
}

function checkOutbound(path: string, policy: SidecarSpec['outboundTrafficPolicy']): readonly Problem[] {
  if (policy?.egressProxy === undefined) return [];
  const { mode = 'REGISTRY_ONLY', egressProxy } = policy;
  const place = fieldOf(path, 'egressProxy');
  if (mode !== 'ALLOW_ANY') return [refused(place, 'egressProxy must be set only with mode ALLOW_ANY')];
  const fault = domainFault(egressProxy.host);
  return [
    ...(fault === undefined ? [] : [refused(fieldOf(place, 'host'), fault)]),
    ...(egressProxy.port === undefined ? [refused(fieldOf(place, 'port'), 'port is required')] : []),
    ...checkDestination(place, egressProxy),
  ];
}
