// Columns as `istioctl proxy-config secrets` has them (istioctl/pkg/writer/envoy/configdump/util.go).
import type { DumpedCertificate, DumpedSecret } from '../../admin/dumped-secret.ts';
import type { ReadSection } from './section.ts';

const headers = ['RESOURCE NAME', 'TYPE', 'STATUS', 'VALID CERT', 'SERIAL NUMBER', 'NOT AFTER', 'NOT BEFORE'];

/** @param now decides which certificates are valid */
export function secretSection(now: Date): ReadSection {
  return ({ secrets }) => {
    const rows = secrets.flatMap((secret) => secretRows(secret, now));
    return { objects: secrets, rows: [headers, ...rows], names: secrets.map(({ name }) => name) };
  };
}

function secretRows({ name, hasCertificate, hasValidation, certificate, trustedCa }: DumpedSecret, now: Date) {
  const row = (type: string, found: DumpedCertificate | undefined) => [
    name,
    type,
    'ACTIVE',
    String(found !== undefined && isValid(found, now)),
    found?.serialNumber.toLowerCase() ?? '',
    found?.notAfter ?? '',
    found?.notBefore ?? '',
  ];
  return [
    ...(hasCertificate ? [row('Cert Chain', certificate)] : []),
    ...(hasValidation ? [row('CA', trustedCa)] : []),
  ];
}

function isValid({ notBefore, notAfter }: DumpedCertificate, now: Date): boolean {
  return Date.parse(notBefore) <= now.getTime() && now.getTime() < Date.parse(notAfter);
}
