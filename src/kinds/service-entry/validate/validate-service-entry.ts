// ServiceEntries as Istio validates them (istio, ValidateServiceEntry).
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused, warned } from '../../field-problem.ts';
import { checkExportTo } from '../../istio-rules/export-to.ts';
import { checkPort, checkPortName, checkSelector } from '../../istio-rules/fields.ts';
import { partialWildcardFault, subnetFault, wildcardDomainFault } from '../../istio-rules/names.ts';
import { checkIstioMetadata, namespaceOf } from '../../istio-rules/object.ts';
import { isHttpProtocol, isKnownProtocol, isTlsProtocol } from '../../istio-rules/protocols.ts';
import type { ObjectMeta } from '../../object.ts';
import type { Problem } from '../../problem.ts';
import type { ServiceEntry, ServiceEntrySpec, ServicePort } from '../service-entry.ts';
import { checkResolution } from './resolution.ts';

/** Checks a ServiceEntry that fits its schema. */
export function validateServiceEntry(entry: ServiceEntry): readonly Problem[] {
  const { spec, metadata } = entry;
  const selector = spec.workloadSelector;
  return [
    ...checkIstioMetadata(entry),
    ...(selector === undefined
      ? []
      : checkSelector(
          'spec.workloadSelector.labels',
          selector.labels,
          'workload selector specified without labels, will be applied to all services in namespace',
        )),
    ...checkHosts(spec.hosts),
    ...checkAddresses(spec),
    ...checkPorts(spec, metadata),
    ...checkResolution(spec),
    ...checkManyHosts(spec),
    ...checkExportTo(spec.exportTo, { namespace: namespaceOf(entry), allowNone: true }),
  ];
}

function checkHosts(hosts: readonly string[]): readonly Problem[] {
  return hosts.flatMap((host, index) => {
    const path = itemOf('spec.hosts', index);
    if (host === '*') return [refused(path, `invalid host ${host}`)];
    const fault = wildcardDomainFault(host);
    const partial = partialWildcardFault(host);
    return [
      ...(fault === undefined ? [] : [refused(path, fault)]),
      ...(partial === undefined ? [] : [warned(path, partial)]),
    ];
  });
}

function checkAddresses({ addresses = [], resolution = 'NONE' }: ServiceEntrySpec): readonly Problem[] {
  const problems = addresses.flatMap((address, index) => {
    const fault = subnetFault(address);
    return fault === undefined ? [] : [refused(itemOf('spec.addresses', index), fault)];
  });
  const fixed = resolution === 'NONE' || resolution === 'STATIC';
  if (fixed || !addresses.some((address) => address.includes('/'))) return problems;
  return [...problems, refused('spec.addresses', 'CIDR addresses are allowed only for NONE/STATIC resolution types')];
}

function checkPorts(spec: ServiceEntrySpec, metadata: ObjectMeta): readonly Problem[] {
  const ports = spec.ports ?? [];
  const needsAddresses = (spec.addresses ?? []).length === 0 && !allocatesAddresses(spec, metadata);
  return ports.flatMap((port, index) => {
    const path = itemOf('spec.ports', index);
    return [
      ...checkUniquePort(path, ports, index),
      ...(port.targetPort === undefined ? [] : checkPort(fieldOf(path, 'targetPort'), port.targetPort)),
      ...(needsAddresses && ['', 'TCP'].includes(port.protocol ?? '')
        ? [warned(path, 'addresses are required for ports serving TCP (or unset) protocol when none are allocated')]
        : []),
      ...checkPortName(fieldOf(path, 'name'), port.name),
      ...checkProtocol(fieldOf(path, 'protocol'), port.protocol ?? ''),
      ...checkPort(fieldOf(path, 'number'), port.number),
    ];
  });
}

function checkUniquePort(path: string, ports: readonly ServicePort[], index: number): readonly Problem[] {
  const port = ports[index];
  const earlier = ports.slice(0, index);
  if (port === undefined) return [];
  return earlier.some(({ number }) => number === port.number)
    ? [refused(fieldOf(path, 'number'), `service entry port ${port.number} already defined`)]
    : [];
}

function checkProtocol(path: string, protocol: string): readonly Problem[] {
  return protocol === '' || isKnownProtocol(protocol) ? [] : [refused(path, `unsupported protocol: ${protocol}`)];
}

/** Whether Istio gives the entry addresses of its own (istio, ShouldV2AutoAllocateIP). */
function allocatesAddresses({ resolution = 'NONE' }: ServiceEntrySpec, { labels = {} }: ObjectMeta): boolean {
  return resolution !== 'NONE' && labels['networking.istio.io/enable-autoallocate-ip']?.toLowerCase() !== 'false';
}

/** Plain TCP does not say which host is meant. */
function checkManyHosts({ hosts, ports = [], resolution = 'NONE' }: ServiceEntrySpec): readonly Problem[] {
  if (resolution === 'NONE' || hosts.length < 2) return [];
  const index = ports.findIndex(({ protocol = '' }) => !isHttpProtocol(protocol) && !isTlsProtocol(protocol));
  if (index === -1) return [];
  return [refused(itemOf('spec.ports', index), 'multiple hosts provided with non-HTTP, non-TLS ports')];
}
