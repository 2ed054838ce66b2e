// Findings about destinations: what they name and nobody has makes the proxy answer 503, so it is said beforehand.
import type { Destination } from '../../kinds/virtual-service/virtual-service.ts';
import type { MergedRule, MergedSubset } from '../destination-rule/merged-rule.ts';
import { policyForPort, policyForSubset } from '../destination-rule/traffic-policy.ts';
import { meshServiceEndpoints } from '../endpoint/mesh-service-endpoints.ts';
import type { MeshService, MeshServicePort } from '../service/mesh-service.ts';
import { resolveHost } from '../short-name.ts';
import type { Translation } from '../translation.ts';
import type { HttpRule } from '../virtual-service/bound-virtual-service.ts';

/** @param path the field of the destination, below the rule's source */
export function checkDestination(
  destination: Destination,
  service: MeshService | undefined,
  rule: Pick<HttpRule, 'source' | 'namespace'>,
  path: string,
  translation: Translation,
): void {
  if (service === undefined) {
    const host = resolveHost(destination.host, rule.namespace);
    const message = `there is no Service or ServiceEntry ${host} that the gateway can see; requests get 503`;
    const field = rule.source.kind === 'Ingress' ? 'name' : 'host';
    translation.findings.report('IST0101', message, rule.source, `${path}.${field}`);
    return;
  }
  checkPort(destination, service, rule, path, translation);
  checkSubset(destination, service, rule, path, translation);
  checkEndpoints(destination, service, rule, path, translation);
}

/** The field of the n-th destination of a rule; a path of an Ingress has the one backend. */
export function destinationPath({ source, path }: Pick<HttpRule, 'source' | 'path'>, index: number): string {
  return source.kind === 'Ingress' ? `${path}.backend.service` : `${path}.route[${index}].destination`;
}

function checkPort(
  { port }: Destination,
  { ports, host, resolution }: MeshService,
  { source }: Pick<HttpRule, 'source'>,
  path: string,
  { findings }: Translation,
): void {
  if (resolution === 'alias') return;
  const numbers = ports.map(({ number }) => number).join(', ');
  if (port?.number !== undefined) {
    if (ports.some(({ number }) => number === port.number)) return;
    const message = `${host} has no port ${port.number}, only ${numbers || 'none'}; requests get 503`;
    findings.report('IST0101', message, source, `${path}.port.number`);
  } else if (ports.length > 1) {
    findings.report('IST0112', `${host} has several ports (${numbers}); name one of them`, source, `${path}.port`);
  }
}

function checkSubset(
  { subset }: Destination,
  { host, namespace }: MeshService,
  { source }: Pick<HttpRule, 'source'>,
  path: string,
  { findings, destinationRules }: Translation,
): void {
  if (subset === undefined || subset === '') return;
  const subsets = destinationRules.find(host, namespace)?.subsets ?? [];
  if (subsets.some((one) => one.subset.name === subset)) return;
  const message = `no DestinationRule of ${host} has a subset ${subset}; requests get 503`;
  findings.report('IST0101', message, source, `${path}.subset`);
}

/** Of names that the proxy resolves nobody knows here; everything else is listed. */
function checkEndpoints(
  { port, subset }: Destination,
  service: MeshService,
  { source }: Pick<HttpRule, 'source'>,
  path: string,
  translation: Translation,
): void {
  const wanted = service.ports.find(({ number }) => number === port?.number) ?? service.ports[0];
  if (wanted === undefined || service.ports.every(({ number }) => port !== undefined && number !== port.number)) return;
  const rule = translation.destinationRules.find(service.host, service.namespace);
  const merged = rule?.subsets.find((one) => one.subset.name === subset);
  if (subset && merged === undefined) return;
  const which = subset ? `subset ${subset} of ${service.host}` : service.host;
  const report = (message: string) => translation.findings.report('ICTL0025', message, source, path);
  if (isPassthrough(rule, merged, wanted.number)) {
    report(`${which} has the load balancer PASSTHROUGH, which has no endpoint at a gateway; requests get 503`);
    return;
  }
  if (service.resolution !== 'static' || meshServiceEndpoints(service, wanted, merged, translation).length > 0) return;
  report(`${which} has no endpoint for port ${wanted.number}; requests get 503; ${hint(service, wanted)}`);
}

/** The address that a client wanted to reach is a gateway's own: nobody is to be reached there (Envoy's ORIGINAL_DST). */
function isPassthrough(rule: MergedRule | undefined, merged: MergedSubset | undefined, port: number): boolean {
  const ofService = policyForPort(rule?.trafficPolicy, port);
  return policyForSubset(ofService, merged?.subset.trafficPolicy, port)?.loadBalancer?.simple === 'PASSTHROUGH';
}

function hint({ registry, name, namespace }: MeshService, port: MeshServicePort): string {
  if (registry === 'External') return 'add it to the endpoints of the ServiceEntry';
  const portText = port.name === '' ? '' : `${port.name}:`;
  return `add it with: ictl register -n ${namespace} ${name} IP ${portText}PORT`;
}
