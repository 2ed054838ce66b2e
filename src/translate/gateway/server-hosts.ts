// Hosts of Gateway servers: `[namespace/]name`, where the namespace says whose VirtualServices may bind there.
import { HostSet } from '../host-set.ts';

// A namespace `.` is the Gateway's own, a namespace `*` any. A host `*` of any namespace stands for everything.

/** Completes `.` as namespace and cuts `*` off, so that a namespace left over is a name. */
export function sanitizeHosts(hosts: readonly string[], namespace: string): readonly string[] {
  if (hosts.includes('*/*')) return ['*'];
  return hosts.map((host) => {
    if (host.startsWith('./')) return `${namespace}/${host.slice(2)}`;
    return host.startsWith('*/') ? host.slice(2) : host;
  });
}

/** The hosts of a server or of a whole Gateway, sanitised. */
export class ServerHosts {
  readonly #hosts: readonly string[];
  readonly #hasNamespaces: boolean;
  readonly #sets = new Map<string, HostSet>();

  constructor(hosts: readonly string[]) {
    this.#hosts = hosts;
    this.#hasNamespaces = hosts.some((host) => host.includes('/'));
  }

  /** The hosts that VirtualServices of a namespace may bind, without their own namespace part. */
  forNamespace(namespace: string): HostSet {
    const key = this.#hasNamespaces ? namespace : '';
    const known = this.#sets.get(key) ?? new HostSet(this.#visibleTo(namespace));
    this.#sets.set(key, known);
    return known;
  }

  #visibleTo(namespace: string): readonly string[] {
    const visible = this.#hosts.filter((host) => !host.includes('/') || host.startsWith(`${namespace}/`));
    return visible.map(withoutNamespace);
  }
}

/** The server names of a TLS chain, sorted, each once; `*` among them means any, so there are none. */
export function sniHosts(hosts: readonly string[]): readonly string[] {
  const names = new Set(hosts.map(withoutNamespace));
  return names.has('*') ? [] : [...names].sort();
}

function withoutNamespace(host: string): string {
  return host.slice(host.indexOf('/') + 1);
}
