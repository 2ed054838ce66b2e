// TCP and TLS rules.
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import { checkLabels, checkPort } from '../../istio-rules/fields.ts';
import { subnetFault } from '../../istio-rules/names.ts';
import type { Problem } from '../../problem.ts';
import type { L4MatchAttributes, TcpRoute, TlsMatchAttributes, TlsRoute } from '../layer4-route.ts';
import type { VirtualServiceSpec } from '../virtual-service.ts';
import { checkDestinations } from './destinations.ts';
import { checkGatewayNames } from './gateway-names.ts';
import { checkSniHosts } from './sni-hosts.ts';

/** Checks one rule for TLS that is passed through. */
export function checkTlsRoute(
  path: string,
  { match, route = [] }: TlsRoute,
  spec: VirtualServiceSpec,
): readonly Problem[] {
  const place = fieldOf(path, 'match');
  return [
    ...(match.length === 0 ? [refused(place, 'TLS route must have at least one match condition')] : []),
    ...match.flatMap((one, index) => [
      ...checkSniHosts(fieldOf(itemOf(place, index), 'sniHosts'), one.sniHosts, spec),
      ...checkConnectionMatch(itemOf(place, index), one),
    ]),
    ...(route.length === 0 ? [refused(fieldOf(path, 'route'), 'TLS route is required')] : []),
    ...checkDestinations(fieldOf(path, 'route'), route),
  ];
}

/** Checks one rule for TCP. */
export function checkTcpRoute(path: string, { match = [], route = [] }: TcpRoute): readonly Problem[] {
  return [
    ...match.flatMap((one, index) => checkConnectionMatch(itemOf(fieldOf(path, 'match'), index), one)),
    ...(route.length === 0 ? [refused(fieldOf(path, 'route'), 'TCP route is required')] : []),
    ...checkDestinations(fieldOf(path, 'route'), route),
  ];
}

function checkConnectionMatch(path: string, match: L4MatchAttributes | TlsMatchAttributes): readonly Problem[] {
  const { destinationSubnets = [], port = 0, sourceLabels, gateways } = match;
  return [
    ...destinationSubnets.flatMap((subnet, index) => {
      const fault = subnetFault(subnet);
      return fault === undefined ? [] : [refused(itemOf(fieldOf(path, 'destinationSubnets'), index), fault)];
    }),
    ...(port === 0 ? [] : checkPort(fieldOf(path, 'port'), port)),
    ...checkLabels(fieldOf(path, 'sourceLabels'), sourceLabels),
    ...checkGatewayNames(fieldOf(path, 'gateways'), gateways),
  ];
}
