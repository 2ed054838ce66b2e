// What each way of finding endpoints allows.
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused, warned } from '../../field-problem.ts';
import { checkLabels } from '../../istio-rules/fields.ts';
import { domainFault, isIpAddress } from '../../istio-rules/names.ts';
import { isHttpProtocol, isTcpProtocol } from '../../istio-rules/protocols.ts';
import type { Problem } from '../../problem.ts';
import { checkEndpoint, checkEndpointPorts } from '../../workload-entry/validate-workload-entry.ts';
import type { WorkloadEntrySpec } from '../../workload-entry/workload-entry.ts';
import type { ServiceEntrySpec } from '../service-entry.ts';

/** Checks what depends on the resolution. */
export function checkResolution(spec: ServiceEntrySpec): readonly Problem[] {
  switch (spec.resolution) {
    case undefined:
    case 'NONE':
      return checkNone(spec);
    case 'STATIC':
      return checkStatic(spec);
    case 'DYNAMIC_DNS':
      return checkDynamicDns(spec);
    default:
      return checkDns(spec, spec.resolution);
  }
}

function checkNone({ endpoints, workloadSelector }: ServiceEntrySpec): readonly Problem[] {
  return [
    ...(endpoints !== undefined
      ? [refused('spec.endpoints', 'no endpoints should be provided for resolution type none')]
      : []),
    ...(workloadSelector === undefined
      ? []
      : [warned('spec.workloadSelector', 'workloadSelector should not be set when resolution mode is NONE')]),
  ];
}

function checkStatic(spec: ServiceEntrySpec): readonly Problem[] {
  return (spec.endpoints ?? []).flatMap((endpoint, index) =>
    checkEndpoint(itemOf('spec.endpoints', index), endpoint, { allowNames: false, portNames: portNamesOf(spec) }),
  );
}

function checkDns(spec: ServiceEntrySpec, resolution: 'DNS' | 'DNS_ROUND_ROBIN'): readonly Problem[] {
  const { hosts, endpoints = [] } = spec;
  const problems: Problem[] = [];
  if (endpoints.length === 0) {
    for (const [index, host] of hosts.entries()) {
      if (domainFault(host) === undefined) continue;
      const message = `hosts must be FQDN if no endpoints are provided for resolution mode ${resolution}`;
      problems.push(refused(itemOf('spec.hosts', index), message));
    }
  }
  if (resolution === 'DNS_ROUND_ROBIN' && endpoints.length > 1) {
    problems.push(refused('spec.endpoints', `there must only be 0 or 1 endpoint for resolution mode ${resolution}`));
  }
  return [
    ...problems,
    ...endpoints.flatMap((endpoint, index) => checkDnsEndpoint(itemOf('spec.endpoints', index), endpoint, spec)),
    ...(spec.workloadSelector === undefined
      ? []
      : [warned('spec.workloadSelector', `workloadSelector should not be set when resolution mode is ${resolution}`)]),
    ...checkAddressesOfMany(spec),
  ];
}

function checkDnsEndpoint(path: string, endpoint: WorkloadEntrySpec, spec: ServiceEntrySpec): readonly Problem[] {
  const { address = '', ports = {}, labels } = endpoint;
  const valid = isIpAddress(address) || domainFault(address) === undefined;
  return [
    ...(valid
      ? []
      : [
          refused(
            fieldOf(path, 'address'),
            `endpoint address ${JSON.stringify(address)} is not a valid FQDN or an IP address`,
          ),
        ]),
    ...checkLabels(fieldOf(path, 'labels'), labels),
    ...checkEndpointPorts(fieldOf(path, 'ports'), ports, portNamesOf(spec)),
  ];
}

function checkAddressesOfMany({ addresses = [], hosts, ports = [] }: ServiceEntrySpec): readonly Problem[] {
  if (addresses.length === 0 || hosts.length < 2 || !ports.some(({ protocol }) => isTcpProtocol(protocol ?? '')))
    return [];
  return [
    warned(
      'spec.hosts',
      'service entry can not have more than one host specified simultaneously with address and tcp port',
    ),
  ];
}

function checkDynamicDns(spec: ServiceEntrySpec): readonly Problem[] {
  const mode = 'for resolution mode DYNAMIC_DNS';
  const problems: Problem[] = [];
  for (const [index, host] of spec.hosts.entries()) {
    if (!host.startsWith('*.')) problems.push(refused(itemOf('spec.hosts', index), `hosts must be wildcards ${mode}`));
  }
  for (const name of ['endpoints', 'addresses'] as const) {
    if ((spec[name] ?? []).length > 0) problems.push(refused(`spec.${name}`, `${name} must not be set ${mode}`));
  }
  if (spec.workloadSelector !== undefined) {
    problems.push(refused('spec.workloadSelector', `workloadSelector must not be set ${mode}`));
  }
  for (const [index, { protocol = '' }] of (spec.ports ?? []).entries()) {
    // Only these tell the proxy which of the names is meant.
    if (isHttpProtocol(protocol) || protocol.toLowerCase() === 'tls') continue;
    problems.push(
      refused(`${itemOf('spec.ports', index)}.protocol`, `protocol must be HTTP, HTTP2, GRPC or TLS ${mode}`),
    );
  }
  return problems;
}

function portNamesOf({ ports = [] }: ServiceEntrySpec): ReadonlySet<string> {
  return new Set(ports.map(({ name }) => name));
}
