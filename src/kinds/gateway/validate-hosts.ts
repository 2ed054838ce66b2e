// Hosts of Gateway servers: `name`, `*.name`, `*` or an address, alone or as `namespace/name`.
import { itemOf } from '../field-path.ts';
import { refused } from '../field-problem.ts';
import { isDnsLabel, isIpAddress, partialWildcardFault, wildcardDomainFault } from '../istio-rules/names.ts';
import type { Problem } from '../problem.ts';

/** Checks the hosts of one server. */
export function checkServerHosts(path: string, hosts: readonly string[]): readonly Problem[] {
  if (hosts.length === 0) return [refused(path, 'server config must contain at least one host')];
  return hosts.flatMap((host, index) => hostFaults(host).map((fault) => refused(itemOf(path, index), fault)));
}

function hostFaults(host: string): readonly string[] {
  const slash = host.indexOf('/');
  if (slash === -1) return nameFaults(host);
  return [...namespaceFaults(host.slice(0, slash), host.slice(slash + 1)), ...nameFaults(host.slice(slash + 1))];
}

function namespaceFaults(namespace: string, name: string): readonly string[] {
  const faults: string[] = [];
  if (namespace === '' || name === '') faults.push('config namespace and dnsName in host entry cannot be empty');
  if (namespace !== '*' && namespace !== '.' && !isDnsLabel(namespace)) {
    faults.push(`invalid namespace value ${JSON.stringify(namespace)} in gateway`);
  }
  return faults;
}

function nameFaults(name: string): readonly string[] {
  const domainFault = isIpAddress(name) ? undefined : wildcardDomainFault(name);
  return [
    // IPv6 addresses have no dot and are refused here by Istio, too.
    name !== '*' && !name.includes('.') ? 'short names (non FQDN) are not allowed' : undefined,
    domainFault,
    partialWildcardFault(name),
  ].filter((fault) => fault !== undefined);
}
