// Traffic policies of a host, a subset or a port.
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import { checkClientTls } from '../../istio-rules/client-tls.ts';
import { checkPort } from '../../istio-rules/fields.ts';
import { domainFault, isIpAddress } from '../../istio-rules/names.ts';
import type { Problem } from '../../problem.ts';
import type { PortTrafficPolicy, TrafficPolicy } from '../traffic-policy.ts';
import { checkConnectionPool, checkOutlierDetection } from './connection-pool.ts';
import { checkLoadBalancer } from './load-balancer.ts';

/** Checks a traffic policy of an object in `namespace`. */
export function checkTrafficPolicy(path: string, policy: TrafficPolicy, namespace: string): readonly Problem[] {
  if (Object.keys(policy).length === 0) return [refused(path, 'traffic policy must have at least one field')];
  const { tunnel, proxyProtocol, portLevelSettings = [] } = policy;
  if (tunnel !== undefined && proxyProtocol !== undefined) {
    return [refused(path, 'tunnel and proxyProtocol must not be set together')];
  }
  return [
    ...checkBlocks(path, policy, namespace),
    ...portLevelSettings.flatMap((settings, index) =>
      checkPortPolicy(itemOf(fieldOf(path, 'portLevelSettings'), index), settings, namespace),
    ),
    ...(tunnel === undefined ? [] : checkTunnel(fieldOf(path, 'tunnel'), tunnel)),
  ];
}

type Blocks = Pick<PortTrafficPolicy, 'loadBalancer' | 'connectionPool' | 'outlierDetection' | 'tls'>;

function checkBlocks(path: string, blocks: Blocks, namespace: string): readonly Problem[] {
  const { loadBalancer, connectionPool, outlierDetection, tls } = blocks;
  const hasOutlierDetection = outlierDetection !== undefined;
  return [
    ...(hasOutlierDetection ? checkOutlierDetection(fieldOf(path, 'outlierDetection'), outlierDetection) : []),
    ...(connectionPool === undefined ? [] : checkConnectionPool(fieldOf(path, 'connectionPool'), connectionPool)),
    ...(loadBalancer === undefined
      ? []
      : checkLoadBalancer(fieldOf(path, 'loadBalancer'), loadBalancer, hasOutlierDetection)),
    ...(tls === undefined ? [] : checkClientTls(fieldOf(path, 'tls'), tls, namespace)),
  ];
}

function checkPortPolicy(path: string, { port, ...blocks }: PortTrafficPolicy, namespace: string): readonly Problem[] {
  return [
    ...(port === undefined ? [refused(fieldOf(path, 'port'), 'portTrafficPolicy must have valid port')] : []),
    ...(Object.keys(blocks).length === 0
      ? [refused(path, 'port traffic policy must have at least one field')]
      : checkBlocks(path, blocks, namespace)),
  ];
}

function checkTunnel(
  path: string,
  { protocol = '', targetHost, targetPort }: NonNullable<TrafficPolicy['tunnel']>,
): readonly Problem[] {
  const hostFault = isIpAddress(targetHost) ? undefined : domainFault(targetHost);
  return [
    ...(['', 'CONNECT', 'POST'].includes(protocol)
      ? []
      : [refused(fieldOf(path, 'protocol'), 'tunnel protocol must be "CONNECT" or "POST"')]),
    ...(hostFault === undefined
      ? []
      : [refused(fieldOf(path, 'targetHost'), `tunnel target host must be valid FQDN or IP address: ${hostFault}`)]),
    ...checkPort(fieldOf(path, 'targetPort'), targetPort),
  ];
}
