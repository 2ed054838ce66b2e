import { isIP } from 'node:net';

/** A name a certificate is for: its subjectAltName (RFC 5280 section 4.2.1.6). */
export type SubjectName = { readonly dns: string } | { readonly ip: string } | { readonly uri: string };

/** A common name is at most this long (RFC 5280 appendix A, ub-common-name). */
export const MAX_COMMON_NAME = 64;

const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const dnsName = new RegExp(`^(?:\\*\\.)?${label}(?:\\.${label})*\\.?$`, 'i');

/** An absolute URI without blanks: `spiffe://cluster.local/ns/default/sa/web`. */
const uri = /^[a-z][a-z0-9+.-]*:\/\/[!-~]+$/i;

/** Reads a host name, a wildcard (`*.example.com`), an IP address or a URI; undefined for anything else. */
export function parseSubjectName(text: string): SubjectName | undefined {
  if (isIP(text) !== 0) return { ip: text };
  if (uri.test(text)) return { uri: text };
  return dnsName.test(text) && text.length <= 253 ? { dns: text.toLowerCase() } : undefined;
}
