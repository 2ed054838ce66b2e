import { check, refused, requiredValue } from '../../field-problem.ts';
import { dns1035LabelFault, portNameFault } from '../../metadata/names.ts';
import type { Problem } from '../../problem.ts';
import type { IngressBackend, IngressServiceBackend } from '../ingress.ts';
import { portNumberProblems } from '../port-rules.ts';

/** Checks a backend: a Service with a port by number or name, or another object. */
export function backendProblems({ service, resource }: IngressBackend, at: string): readonly Problem[] {
  if (service !== undefined && resource !== undefined)
    return [refused(at, 'cannot set both resource and service backends')];
  if (service !== undefined) return serviceProblems(service, at);
  if (resource === undefined) return [requiredValue(at, 'resource or service backend is required')];
  return [
    ...(resource.name === '' ? [requiredValue(`${at}.resource.name`)] : []),
    ...(resource.kind === '' ? [requiredValue(`${at}.resource.kind`)] : []),
  ];
}

function serviceProblems({ name, port = {} }: IngressServiceBackend, at: string): readonly Problem[] {
  const named = port.name !== undefined && port.name !== '';
  const numbered = port.number !== undefined && port.number !== 0;
  return [
    ...(name === '' ? [requiredValue(`${at}.service.name`)] : check(`${at}.service.name`, name, dns1035LabelFault)),
    ...(named && numbered ? [refused(at, 'cannot set both port name & port number')] : []),
    ...(named || numbered ? [] : [requiredValue(at, 'port name or number is required')]),
    ...(named ? check(`${at}.service.port.name`, port.name ?? '', portNameFault) : []),
    ...(numbered ? portNumberProblems(`${at}.service.port.number`, port.number ?? 0) : []),
  ];
}
