import type { X509Certificate } from 'node:crypto';

/** The subjectAltNames of a certificate by type, in their order. */
export interface SubjectAltNames {
  readonly dns: readonly string[];
  readonly uri: readonly string[];
  readonly ip: readonly string[];
  readonly email: readonly string[];
}

const FIELDS: Readonly<Record<string, keyof SubjectAltNames>> = {
  DNS: 'dns',
  URI: 'uri',
  'IP Address': 'ip',
  email: 'email',
};

/**
 * Reads node:crypto's text form (`DNS:a, URI:"b, c"`); a name with a comma, quote or control character stands there as
 * a JSON string (CVE-2021-44532).
 */
export function subjectAltNames({ subjectAltName }: Pick<X509Certificate, 'subjectAltName'>): SubjectAltNames {
  const names = { dns: [] as string[], uri: [] as string[], ip: [] as string[], email: [] as string[] };
  for (const [, type = '', quoted, plain] of (subjectAltName ?? '').matchAll(
    /([A-Za-z ]+):(?:("(?:[^"\\]|\\.)*")|([^,]*))(?:, |$)/g,
  )) {
    const field = FIELDS[type];
    if (field !== undefined) names[field].push(quoted === undefined ? (plain ?? '') : (JSON.parse(quoted) as string));
  }
  return names;
}
