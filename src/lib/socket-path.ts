// Sockets without a port: a path, or with `@` a name that only the kernel knows (Linux, unix(7)). They stand where a
// host would.

/** Whether a host is the path of a socket. */
export function isSocketPath(host: string): boolean {
  return host.startsWith('/') || host.startsWith('@');
}

/** The path as Node takes it. */
export function nodeSocketPath(host: string): string {
  return host.startsWith('@') ? `\0${host.slice(1)}` : host;
}

/** `127.0.0.1:80`, `[::1]:80`, `/run/a.sock`. */
export function socketAddressText(host: string, port: number): string {
  if (isSocketPath(host)) return host;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
