// What holds for the ports of a Service, each for itself and all together.
import { duplicateValue, forbiddenValue, invalidValue } from '../../field-problem.ts';
import type { Problem } from '../../problem.ts';
import { nodePortRange } from '../node-ports.ts';
import { namedPortProblems, portNumberProblems, targetPortProblems } from '../port-rules.ts';
import type { ServicePort, ServiceSpec } from '../service.ts';

export function servicePortProblems({ ports = [], type }: ServiceSpec): readonly Problem[] {
  const nodePortsAllowed = type === 'NodePort' || type === 'LoadBalancer';
  return [
    ...namedPortProblems('spec.ports', ports),
    ...ports.flatMap((port, index) => portProblems(port, nodePortsAllowed, `spec.ports[${index}]`)),
    ...repeatedPorts(ports),
  ];
}

function portProblems(port: ServicePort, nodePortsAllowed: boolean, path: string): readonly Problem[] {
  return [
    ...portNumberProblems(`${path}.port`, port.port),
    ...(port.targetPort === undefined ? [] : targetPortProblems(`${path}.targetPort`, port.targetPort)),
    ...nodePortProblems(`${path}.nodePort`, port.nodePort, nodePortsAllowed),
  ];
}

function nodePortProblems(path: string, nodePort = 0, allowed: boolean): readonly Problem[] {
  if (nodePort === 0) return [];
  if (!allowed) return [forbiddenValue(path, "may not be used when `type` is 'ClusterIP' or 'ExternalName'")];
  const { first, last } = nodePortRange;
  if (nodePort >= first && nodePort <= last) return [];
  const fault = `provided port is not in the valid range; the range of valid ports is ${first}-${last}`;
  return [invalidValue(path, nodePort, fault)];
}

/** A port, and a node port, may be there once for each protocol. */
function repeatedPorts(ports: readonly ServicePort[]): readonly Problem[] {
  const seen = new Set<string>();
  const repeats = (key: string): boolean => {
    const known = seen.has(key);
    seen.add(key);
    return known;
  };
  return ports.flatMap(({ port, nodePort = 0, protocol }, index) => {
    const path = `spec.ports[${index}]`;
    return [
      ...(repeats(`port ${port}/${protocol}`) ? [duplicateValue(path, { port, protocol })] : []),
      ...(nodePort !== 0 && repeats(`node port ${nodePort}/${protocol}`)
        ? [duplicateValue(`${path}.nodePort`, nodePort)]
        : []),
    ];
  });
}
