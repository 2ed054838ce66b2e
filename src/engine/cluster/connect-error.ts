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

/** The reason why a connection failed, such as `delayed connect error: Connection refused`. */
export function connectErrorDetails(error: Error & { readonly code?: string }): string {
  const { code = '', message } = error;
  const words = SYSTEM_ERRORS[code];
  return words === undefined ? `TLS_error:|${code || message}:TLS_error_end` : `delayed connect error: ${words}`;
}
