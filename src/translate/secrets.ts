// The bytes behind the names of secrets in a configuration: a table of its own, so that rotation touches no listener and
// keys stay out of dumps. A secret that is missing or unusable is left out and reported: its chain stays without
// certificate and refuses handshakes, as in Istio, and all others work.
import type { Config, Secret } from '../envoy/config.ts';
import { parseSecretName, type SecretName, systemCa } from '../envoy/secret-name.ts';
import type { Finding } from '../lib/finding.ts';
import { compareText } from '../snapshot/object-order.ts';
import type { GatewayProxy } from '../snapshot/proxy.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { FindingList } from './finding-list.ts';
import { locateFindings } from './locate-findings.ts';
import { checkCertificate, checkCrl, checkTrustedCa } from './secret/check-pem.ts';
import { fileCa, fileCertificate, fileCrl } from './secret/file-secret.ts';
import { kubernetesCa, kubernetesCertificate } from './secret/kubernetes-secret.ts';
import type { SecretPart } from './secret/secret-part.ts';
import { type SecretUse, secretUses } from './secret/secret-uses.ts';
import { systemTrustedCa } from './secret/system-ca.ts';

/**
 * Makes the table for a configuration, sorted by name.
 *
 * @param last the table made before; what it has in the same bytes is not parsed again
 */
export function translateSecrets(
  config: Config,
  snapshot: Snapshot,
  proxy: GatewayProxy,
  last: readonly Secret[] = [],
): { readonly secrets: readonly Secret[]; readonly findings: readonly Finding[] } {
  const findings = new FindingList();
  const known = new Map(last.map((secret) => [secret.name, secret]));
  const secrets = new Map<string, Secret>();
  for (const use of secretUses(config)) {
    const part = readPart(use, snapshot, proxy);
    const problem = part.status === 'unusable' ? part : check(use, part, known.get(use.name));
    if (problem !== undefined) {
      for (const { source, path } of use.sources) findings.report(problem.code, problem.problem, source, path);
    } else if (part.status === 'read') {
      secrets.set(use.name, { ...secrets.get(use.name), name: use.name, ...part.secret });
    }
  }
  return {
    secrets: [...secrets.values()].sort((left, right) => compareText(left.name, right.name)),
    findings: locateFindings(findings.all(), snapshot.origins),
  };
}

function readPart({ name, role }: SecretUse, snapshot: Snapshot, proxy: GatewayProxy): SecretPart {
  const parsed = parseSecretName(name);
  if (parsed.type === 'file-crl') return fileCrl(parsed.crl, snapshot, proxy);
  return role === 'ca' ? readCa(parsed, snapshot, proxy) : readCertificate(parsed, snapshot, proxy);
}

function readCertificate(name: SecretName, snapshot: Snapshot, proxy: GatewayProxy): SecretPart {
  switch (name.type) {
    case 'kubernetes':
      return kubernetesCertificate(name.isCa ? `${name.name}-cacert` : name.name, snapshot, proxy);
    case 'file-certificate':
      return fileCertificate(name.chain, name.key, snapshot, proxy);
    default:
      return unserved(name);
  }
}

function readCa(name: SecretName, snapshot: Snapshot, proxy: GatewayProxy): SecretPart {
  switch (name.type) {
    case 'kubernetes':
      return kubernetesCa(name, snapshot, proxy);
    case 'file-ca':
      return name.ca === systemCa ? systemTrustedCa() : fileCa(name.ca, snapshot, proxy);
    default:
      return unserved(name);
  }
}

/** Certificates that only the control plane of a mesh could give. */
function unserved(name: SecretName): SecretPart {
  const what = name.type === 'other' ? name.name : 'the certificate of the mesh itself';
  return {
    status: 'unusable',
    code: 'ICTL0026',
    problem: `${what} cannot be served without a mesh; name a Secret or files`,
  };
}

/** Envoy refuses what does not parse; bytes that were in force already do. */
function check({ name }: SecretUse, part: SecretPart & { status: 'read' }, known: Secret | undefined) {
  const { certificate, validation, crlPem } = part.secret;
  const isKnown =
    known?.certificate?.chainPem === certificate?.chainPem &&
    known?.certificate?.keyPem === certificate?.keyPem &&
    known?.validation?.trustedCaPem === validation?.trustedCaPem &&
    known?.crlPem === crlPem;
  if (isKnown || name.endsWith(systemCa)) return undefined;
  const problem = problemOf(part.secret);
  if (problem === undefined) return undefined;
  const code = name.startsWith('kubernetes://') ? 'IST0161' : 'ICTL0024';
  return { code, problem: `${part.origin}: ${problem}` } as const;
}

function problemOf({ certificate, validation, crlPem }: Omit<Secret, 'name'>): string | undefined {
  if (certificate !== undefined) return checkCertificate(certificate);
  return crlPem === undefined ? validation && checkTrustedCa(validation.trustedCaPem) : checkCrl(crlPem);
}
