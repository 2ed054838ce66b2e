// VirtualServices as Istio validates them (istio, ValidateVirtualService). In: an object that fits its schema. Out: what
// is wrong with it, errors and warnings apart by severity.
import { itemOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import { checkExportTo } from '../../istio-rules/export-to.ts';
import { checkIstioMetadata, namespaceOf } from '../../istio-rules/object.ts';
import type { Problem } from '../../problem.ts';
import type { VirtualService, VirtualServiceSpec } from '../virtual-service.ts';
import { checkGatewayNames } from './gateway-names.ts';
import { appliesToGateway, checkHosts } from './hosts.ts';
import { checkHttpRoute } from './http-route.ts';
import { checkTcpRoute, checkTlsRoute } from './layer4-route.ts';
import { unreachableRules } from './unreachable-rules.ts';

/** Checks a VirtualService. */
export function validateVirtualService(virtualService: VirtualService): readonly Problem[] {
  const spec = virtualService.spec ?? {};
  const { http = [], tls = [], tcp = [] } = spec;
  const context = { isDelegate: isDelegate(spec), onGateway: appliesToGateway(spec) };
  return [
    ...checkIstioMetadata(virtualService),
    ...(context.isDelegate ? checkDelegate(spec) : []),
    ...checkGatewayNames('spec.gateways', spec.gateways),
    ...checkHosts(spec),
    ...(http.length + tls.length + tcp.length === 0
      ? [refused('spec', 'http, tcp or tls must be provided in virtual service')]
      : []),
    ...http.flatMap((rule, index) => checkHttpRoute(itemOf('spec.http', index), rule, context)),
    ...tls.flatMap((rule, index) => checkTlsRoute(itemOf('spec.tls', index), rule, spec)),
    ...tcp.flatMap((rule, index) => checkTcpRoute(itemOf('spec.tcp', index), rule)),
    ...checkExportTo(spec.exportTo, { namespace: namespaceOf(virtualService) }),
    ...unreachableRules('spec.http', http),
    ...unreachableRules('spec.tls', tls),
    ...unreachableRules('spec.tcp', tcp),
  ];
}

/** Without hosts a VirtualService can only hold rules for another. */
function isDelegate({ hosts = [] }: VirtualServiceSpec): boolean {
  return hosts.length === 0;
}

function checkDelegate({ gateways = [], tls = [], tcp = [] }: VirtualServiceSpec): readonly Problem[] {
  return Object.entries({ gateways, tls, tcp })
    .filter(([, list]) => list.length > 0)
    .map(([name]) =>
      refused(
        `spec.${name}`,
        `delegate virtual service must have no ${name === 'gateways' ? name : `${name} route`} specified`,
      ),
    );
}
