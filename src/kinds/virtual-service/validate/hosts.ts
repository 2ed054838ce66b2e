// Hosts of a VirtualService.
import { itemOf } from '../../field-path.ts';
import { refused } from '../../field-problem.ts';
import { hostsOverlap } from '../../istio-rules/hosts.ts';
import { isIpAddress, wildcardDomainFault } from '../../istio-rules/names.ts';
import type { Problem } from '../../problem.ts';
import type { VirtualServiceSpec } from '../virtual-service.ts';
import { meshGateway } from './gateway-names.ts';
import { generatedSniFault, isGeneratedSni } from './sni-hosts.ts';

/** Whether a VirtualService applies to gateways only: it names some, and mesh is not among them. */
export function appliesToGateway({ gateways = [] }: VirtualServiceSpec): boolean {
  return gateways.length > 0 && !gateways.includes(meshGateway);
}

/** Checks `spec.hosts`. */
export function checkHosts(spec: VirtualServiceSpec): readonly Problem[] {
  const hosts = spec.hosts ?? [];
  const problems = hosts.flatMap((host, index) => {
    const fault = hostFault(host, spec);
    return fault === undefined ? [] : [refused(itemOf('spec.hosts', index), fault)];
  });
  // Comparing makes sense only of names that are names.
  return problems.length > 0 ? problems : checkDuplicates(hosts);
}

function hostFault(host: string, spec: VirtualServiceSpec): string | undefined {
  const onGateway = appliesToGateway(spec);
  if (onGateway && hasSniHosts(spec) && isGeneratedSni(host)) return generatedSniFault(host);
  const fault = wildcardDomainFault(host);
  if (fault !== undefined) return isIpAddress(host) ? undefined : fault;
  if (host !== '*' || onGateway) return undefined;
  return 'wildcard host * is not allowed for virtual services bound to the mesh gateway';
}

function hasSniHosts({ tls = [] }: VirtualServiceSpec): boolean {
  return tls.some(({ match }) => match.some(({ sniHosts }) => sniHosts.length > 0));
}

function checkDuplicates(hosts: readonly string[]): readonly Problem[] {
  return hosts.flatMap((host, index) =>
    hosts
      .slice(0, index)
      .filter((earlier) => hostsOverlap(earlier, host))
      .map((earlier) =>
        refused(itemOf('spec.hosts', index), `duplicate hosts in virtual service: ${earlier} & ${host}`),
      ),
  );
}
