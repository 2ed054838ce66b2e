import { readCertificateFile } from '../../snapshot/certificate-file.ts';
import type { GatewayProxy } from '../../snapshot/proxy.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { SecretPart } from './secret-part.ts';

/** A certificate chain and its key from paths in the gateway. */
export function fileCertificate(
  chain: string,
  key: string,
  snapshot: Snapshot,
  { workloads }: GatewayProxy,
): SecretPart {
  const chainFile = readCertificateFile(snapshot, workloads, chain);
  if (chainFile.status === 'missing') return unusable(chainFile.problem);
  const keyFile = readCertificateFile(snapshot, workloads, key);
  if (keyFile.status === 'missing') return unusable(keyFile.problem);
  const certificate = { chainPem: chainFile.text, keyPem: keyFile.text };
  return { status: 'read', secret: { certificate }, origin: `${chain} and ${key}` };
}

/** A CA bundle from a path in the gateway. */
export function fileCa(ca: string, snapshot: Snapshot, { workloads }: GatewayProxy): SecretPart {
  const file = readCertificateFile(snapshot, workloads, ca);
  if (file.status === 'missing') return unusable(file.problem);
  return { status: 'read', secret: { validation: { trustedCaPem: file.text } }, origin: ca };
}

/** A revocation list from a path in the gateway. */
export function fileCrl(crl: string, snapshot: Snapshot, { workloads }: GatewayProxy): SecretPart {
  const file = readCertificateFile(snapshot, workloads, crl);
  if (file.status === 'missing') return unusable(file.problem);
  return { status: 'read', secret: { crlPem: file.text }, origin: crl };
}

function unusable(problem: string): SecretPart {
  return { status: 'unusable', code: 'ICTL0024', problem };
}
