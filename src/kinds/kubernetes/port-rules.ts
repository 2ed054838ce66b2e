// What holds for ports wherever they occur: in Services, endpoints and containers.
import { check, checkOneOf, duplicateValue, invalidValue, requiredValue } from '../field-problem.ts';
import { qualifiedNameFault } from '../metadata/labels.ts';
import { dns1123LabelFault, portNameFault } from '../metadata/names.ts';
import type { Problem } from '../problem.ts';
import type { IntOrString } from './service.ts';

export const protocols: readonly string[] = ['TCP', 'UDP', 'SCTP'];

/** A port number from 1 to 65535. */
export function portNumberProblems(path: string, port: number): readonly Problem[] {
  return port >= 1 && port <= 65_535 ? [] : [invalidValue(path, port, 'must be between 1 and 65535, inclusive')];
}

/** A port number, or the name of a container's port. */
export function targetPortProblems(path: string, port: IntOrString): readonly Problem[] {
  return typeof port === 'number' ? portNumberProblems(path, port) : check(path, port, portNameFault);
}

interface NamedPort {
  readonly name?: string;
  readonly protocol?: string;
  readonly appProtocol?: string;
}

/** Names must be there where there are several ports, be labels, and differ; the protocol must be known. */
export function namedPortProblems(path: string, ports: readonly NamedPort[]): readonly Problem[] {
  const seen = new Set<string>();
  return ports.flatMap(({ name = '', protocol, appProtocol }, index) => {
    const portPath = `${path}[${index}]`;
    const repeated = name !== '' && seen.has(name);
    seen.add(name);
    return [
      ...(name === '' && ports.length > 1 ? [requiredValue(`${portPath}.name`)] : []),
      ...(name === '' ? [] : check(`${portPath}.name`, name, dns1123LabelFault)),
      ...(repeated ? [duplicateValue(`${portPath}.name`, name)] : []),
      ...checkOneOf(`${portPath}.protocol`, protocol, protocols),
      ...(appProtocol === undefined ? [] : check(`${portPath}.appProtocol`, appProtocol, qualifiedNameFault)),
    ];
  });
}

/** Ports without a protocol are TCP. */
export function withProtocol<Port extends NamedPort>(port: Port): Port & { readonly protocol: string } {
  return { ...port, protocol: port.protocol === undefined || port.protocol === '' ? 'TCP' : port.protocol };
}
