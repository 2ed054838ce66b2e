// TLS settings of Gateway servers (istio, validateTLSOptions).
import { fieldOf } from '../field-path.ts';
import { refused, warned } from '../field-problem.ts';
import type { Problem } from '../problem.ts';
import { isCipherSuite } from './cipher-suites.ts';
import type { ServerTls } from './server-tls.ts';

const certificateFields = [
  'serverCertificate',
  'privateKey',
  'caCertificates',
  'credentialName',
  'credentialNames',
  'tlsCertificates',
] as const;

/** Checks the TLS settings of one server. */
export function checkServerTls(path: string, tls: ServerTls): readonly Problem[] {
  return [...checkVersionsAndCiphers(path, tls), ...checkMode(path, tls), ...checkRefusedByEnvoy(path, tls)];
}

function checkVersionsAndCiphers(path: string, tls: ServerTls): readonly Problem[] {
  const problems: Problem[] = [];
  const old = tls.minProtocolVersion === 'TLSV1_0' || tls.minProtocolVersion === 'TLSV1_1';
  const suites = tls.cipherSuites ?? [];
  if (old && suites.length === 0) {
    const place = fieldOf(path, 'minProtocolVersion');
    problems.push(
      warned(place, 'TLS versions below 1.2 need compatible cipher suites, which are not in the default list'),
    );
  }
  const place = fieldOf(path, 'cipherSuites');
  const invalid = suites.filter((suite) => !isCipherSuite(suite));
  if (invalid.length > 0) problems.push(warned(place, `ignoring invalid cipher suites: ${listed(invalid)}`));
  const duplicate = suites.filter((suite, index) => isCipherSuite(suite) && suites.indexOf(suite) !== index);
  if (duplicate.length > 0) problems.push(warned(place, `ignoring duplicate cipher suites: ${listed(duplicate)}`));
  return problems;
}

function listed(values: readonly string[]): string {
  return [...new Set(values)].sort().join(', ');
}

function checkMode(path: string, tls: ServerTls): readonly Problem[] {
  const given = certificateFields.filter((name) => isGiven(tls[name]));
  switch (tls.mode ?? 'PASSTHROUGH') {
    case 'ISTIO_MUTUAL':
      return given.map((name) => refused(fieldOf(path, name), `ISTIO_MUTUAL TLS cannot have associated ${name}`));
    case 'PASSTHROUGH':
    case 'AUTO_PASSTHROUGH':
      if (given.length === 0 && !isGiven(tls.caCrl)) return [];
      return [warned(path, `${tls.mode ?? 'PASSTHROUGH'} mode does not use certificates, they will be ignored`)];
    default:
      return checkTermination(path, tls);
  }
}

/** SIMPLE, MUTUAL and OPTIONAL_MUTUAL: certificates come from exactly one source. */
function checkTermination(path: string, tls: ServerTls): readonly Problem[] {
  const mode = tls.mode === 'SIMPLE' ? 'SIMPLE' : 'MUTUAL';
  const byFile = isGiven(tls.serverCertificate) || isGiven(tls.privateKey);
  const sources = [isGiven(tls.credentialName), isGiven(tls.credentialNames), byFile, isGiven(tls.tlsCertificates)];
  if (sources.filter(Boolean).length > 1) {
    const message =
      'only one of credentialName, credentialNames, serverCertificate/privateKey, tlsCertificates should be specified';
    return [refused(path, message)];
  }
  if (isGiven(tls.credentialName) || isGiven(tls.credentialNames)) return [];
  const files = isGiven(tls.tlsCertificates) ? checkTlsCertificates(path, tls, mode) : checkFiles(path, tls, mode);
  return [...files, ...checkClientCa(path, tls, mode), ...checkCrl(path, tls, mode)];
}

function checkFiles(
  path: string,
  tls: Pick<ServerTls, 'serverCertificate' | 'privateKey'>,
  mode: string,
): readonly Problem[] {
  return [
    ...(isGiven(tls.serverCertificate)
      ? []
      : [refused(fieldOf(path, 'serverCertificate'), `${mode} TLS requires a server certificate`)]),
    ...(isGiven(tls.privateKey) ? [] : [refused(fieldOf(path, 'privateKey'), `${mode} TLS requires a private key`)]),
  ];
}

function checkTlsCertificates(path: string, tls: ServerTls, mode: string): readonly Problem[] {
  return (tls.tlsCertificates ?? []).flatMap((certificate, index) =>
    checkFiles(`${fieldOf(path, 'tlsCertificates')}[${index}]`, certificate, mode),
  );
}

function checkClientCa(path: string, tls: ServerTls, mode: string): readonly Problem[] {
  const inList = tls.tlsCertificates?.some(({ caCertificates }) => isGiven(caCertificates)) === true;
  if (mode === 'SIMPLE' || isGiven(tls.caCertificates) || isGiven(tls.caCertCredentialName) || inList) return [];
  return [refused(fieldOf(path, 'caCertificates'), 'MUTUAL TLS requires a client CA bundle')];
}

function checkCrl(path: string, tls: ServerTls, mode: string): readonly Problem[] {
  if (mode !== 'SIMPLE' || !isGiven(tls.caCrl)) return [];
  return [refused(fieldOf(path, 'caCrl'), 'CRL is not supported with SIMPLE TLS')];
}

/** Istio translates this into a validation context without a trusted CA, for which Envoy rejects the whole listener. */
function checkRefusedByEnvoy(path: string, tls: ServerTls): readonly Problem[] {
  if (tls.mode !== 'SIMPLE' || !isGiven(tls.subjectAltNames) || isGiven(tls.caCertificates)) return [];
  const message = 'SIMPLE TLS asks for no client certificate: use MUTUAL, or leave subjectAltNames out';
  return [refused(fieldOf(path, 'subjectAltNames'), message)];
}

function isGiven(value: string | readonly unknown[] | undefined): boolean {
  return value !== undefined && value.length > 0;
}
