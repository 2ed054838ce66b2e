// Envoy's words for connections that could not be made ("transport failure reason").

const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'Permission denied',
  EADDRNOTAVAIL: 'Cannot assign requested address',
  ECONNABORTED: 'Software caused connection abort',
  ECONNREFUSED: 'Connection refused',
  ECONNRESET: 'Connection reset by peer',
  EHOSTUNREACH: 'No route to host',
  EMFILE: 'Too many open files',
  ENETUNREACH: 'Network is unreachable',
  EPERM: 'Operation not permitted',
  EPIPE: 'Broken pipe',
  ETIMEDOUT: 'Connection timed out',
};

/** Node's codes for a certificate that is not trusted, has no fitting name, or may not be used. */
const UNTRUSTED = /^(?!ERR_SSL).*(?:CERT|ISSUER|SIGNATURE|CRL|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|HOSTNAME)/;

/** BoringSSL's number and words for it. */
const CERTIFICATE_VERIFY_FAILED = '268435581:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED';

/** The reason why a connection failed, such as `delayed connect error: Connection refused`. */
export function connectErrorDetails(error: Error & { readonly code?: string }): string {
  const { code = '', message } = error;
  const words = SYSTEM_ERRORS[code];
  if (words !== undefined) return `delayed connect error: ${words}`;
  return `TLS_error:|${UNTRUSTED.test(code) ? CERTIFICATE_VERIFY_FAILED : code || message}:TLS_error_end`;
}
