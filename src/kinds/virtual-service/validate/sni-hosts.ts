// Server names in TLS rules.
import { itemOf } from '../../field-path.ts';
import { refused, warned } from '../../field-problem.ts';
import { isHostSubset } from '../../istio-rules/hosts.ts';
import { isIpAddress, wildcardDomainFault } from '../../istio-rules/names.ts';
import type { Problem } from '../../problem.ts';
import type { VirtualServiceSpec } from '../virtual-service.ts';
import { meshGateway } from './gateway-names.ts';

const form = 'outbound_.<PORT>_._.<HOSTNAME>';

/** Whether a name is one that AUTO_PASSTHROUGH servers make: `outbound_.80_._.httpbin.example`. */
export function isGeneratedSni(host: string): boolean {
  return host.startsWith('outbound_');
}

/** Tells what is wrong with a generated name. */
export function generatedSniFault(host: string): string | undefined {
  const [, port, , name, ...more] = host.split('_');
  if (port === undefined || name === undefined) return `domain name ${host} invalid, should follow '${form}' format`;
  const bad = !/\d/.test(port) ? port : !/[a-zA-Z]/.test([name, ...more].join('_')) ? name : undefined;
  if (bad === undefined) return undefined;
  return `domain name ${JSON.stringify(host)} invalid (label ${JSON.stringify(bad)} invalid), should follow ${form} format`;
}

/** Checks the server names of one match: each must be covered by a host of the VirtualService. */
export function checkSniHosts(path: string, sniHosts: readonly string[], spec: VirtualServiceSpec): readonly Problem[] {
  if (sniHosts.length === 0) return [refused(path, 'TLS match must have at least one SNI host')];
  return sniHosts.flatMap((sniHost, index) => checkSniHost(itemOf(path, index), sniHost, spec));
}

function checkSniHost(path: string, sniHost: string, spec: VirtualServiceSpec): readonly Problem[] {
  const onMesh = (spec.gateways ?? []).includes(meshGateway);
  const fault = !onMesh && isGeneratedSni(sniHost) ? generatedSniFault(sniHost) : wildcardDomainFault(sniHost);
  if (fault !== undefined) {
    if (!isIpAddress(sniHost)) return [refused(path, fault)];
    const message = `using an IP address (${JSON.stringify(sniHost)}) goes against SNI spec and most clients do not support this`;
    return [warned(path, message)];
  }
  const hosts = spec.hosts ?? [];
  if (hosts.some((host) => isHostSubset(sniHost, host))) return [];
  const message = `SNI host ${JSON.stringify(sniHost)} is not a compatible subset of any of the virtual service hosts: [${hosts.join(', ')}]`;
  return [refused(path, message)];
}
