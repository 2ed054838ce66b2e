// WorkloadEntries, of their own and inside ServiceEntries (istio, validateWorkloadEntry).
import { fieldOf } from '../field-path.ts';
import { refused, warned } from '../field-problem.ts';
import { checkLabels, checkPort, checkPortName } from '../istio-rules/fields.ts';
import { domainFault, isIpAddress } from '../istio-rules/names.ts';
import { checkIstioMetadata } from '../istio-rules/object.ts';
import { unixAddressFault, unixPrefix } from '../istio-rules/unix-address.ts';
import type { Problem } from '../problem.ts';
import type { WorkloadEntry, WorkloadEntrySpec } from './workload-entry.ts';

/** Checks a WorkloadEntry; whether its ports exist cannot be told without the ServiceEntry. */
export function validateWorkloadEntry(entry: WorkloadEntry): readonly Problem[] {
  return [...checkIstioMetadata(entry), ...checkEndpoint('spec', entry.spec, { allowNames: true })];
}

interface EndpointRules {
  /** Whether the address may be a name, to be resolved. */
  readonly allowNames: boolean;
  /** Names of the ports of the service, where it is known. */
  readonly portNames?: ReadonlySet<string>;
}

/** Checks one endpoint. */
export function checkEndpoint(path: string, endpoint: WorkloadEntrySpec, rules: EndpointRules): readonly Problem[] {
  const { address = '', network = '' } = endpoint;
  const place = fieldOf(path, 'address');
  if (address === '' && network === '') return [refused(place, 'address is required')];
  return [
    ...(address === '' ? [warned(place, `address is unset with network ${JSON.stringify(network)}`)] : []),
    ...checkAddress(path, endpoint, rules),
    ...checkEndpointPorts(fieldOf(path, 'ports'), endpoint.ports ?? {}, rules.portNames),
    ...checkLabels(fieldOf(path, 'labels'), endpoint.labels),
  ];
}

function checkAddress(path: string, endpoint: WorkloadEntrySpec, rules: EndpointRules): readonly Problem[] {
  const { address = '', ports = {} } = endpoint;
  const place = fieldOf(path, 'address');
  if (address.startsWith(unixPrefix)) {
    const fault = unixAddressFault(address.slice(unixPrefix.length));
    return [
      ...(fault === undefined ? [] : [refused(place, fault)]),
      ...(Object.keys(ports).length > 0 ? [refused(place, `unix endpoint ${address} must not include ports`)] : []),
      ...(rules.portNames !== undefined && rules.portNames.size !== 1
        ? [refused(place, 'exactly 1 service port required for unix endpoints')]
        : []),
    ];
  }
  if (address === '' || isIpAddress(address)) return [];
  if (!rules.allowNames)
    return [refused(place, `endpoint address ${JSON.stringify(address)} is not a valid IP address`)];
  if (domainFault(address) === undefined) return [];
  return [refused(place, `endpoint address ${JSON.stringify(address)} is not a valid FQDN or an IP address`)];
}

/** Checks ports by name. */
export function checkEndpointPorts(
  path: string,
  ports: Readonly<Record<string, number>>,
  portNames: ReadonlySet<string> | undefined,
): readonly Problem[] {
  return Object.entries(ports).flatMap(([name, port]) => {
    const place = fieldOf(path, name);
    const known = portNames === undefined || portNames.has(name);
    return [
      ...(known ? [] : [refused(place, `endpoint port ${name} is not defined by the service entry`)]),
      ...checkPortName(place, name),
      ...checkPort(place, port),
    ];
  });
}
