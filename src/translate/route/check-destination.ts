// Findings about destinations: what they name and nobody has makes the proxy answer 503, so it is said beforehand.
import type { Destination } from '../../kinds/virtual-service/virtual-service.ts';
import type { MeshService } from '../service/mesh-service.ts';
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
  const { findings } = translation;
  if (service === undefined) {
    const host = resolveHost(destination.host, rule.namespace);
    const message = `there is no Service or ServiceEntry ${host} that the gateway can see; requests get 503`;
    findings.report('IST0101', message, rule.source, `${path}.host`);
    return;
  }
  checkPort(destination, service, rule, path, translation);
  checkSubset(destination, service, rule, path, translation);
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
