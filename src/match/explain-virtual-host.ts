// Why an authority belongs to the virtual host it belongs to.
import type { RouteConfiguration, VirtualHost } from '../envoy/route.ts';
import { buildDomainIndex } from './domain-index.ts';
import { hostOf } from './route-table.ts';

export interface VirtualHostExplanation {
  /** The name that was looked for: without port where ports are ignored, in lower case. */
  readonly host: string;
  readonly chosen: { readonly virtualHost: VirtualHost; readonly domain: string } | undefined;
  /** Domains that fit as well but are less specific, in the order in which they would have been taken. */
  readonly lessSpecific: readonly { readonly virtualHost: VirtualHost; readonly domain: string }[];
}

/** Explains the choice of a virtual host. */
export function explainVirtualHost(config: RouteConfiguration, authority: string): VirtualHostExplanation {
  const host = hostOf(authority, config.ignorePortInHostMatching ?? false);
  let rest = config.virtualHosts.flatMap((virtualHost) =>
    virtualHost.domains.map((domain) => ({ virtualHost, domain })),
  );
  const fitting: { virtualHost: VirtualHost; domain: string }[] = [];
  // Whatever would be taken, then what would be taken without that: the order of preference by the index itself.
  for (;;) {
    const next = buildDomainIndex(rest.map((entry) => [entry.domain, entry] as const)).find(host);
    if (next === undefined) break;
    fitting.push(next);
    rest = rest.filter((entry) => entry !== next);
  }
  const [chosen, ...lessSpecific] = fitting;
  return { host, chosen, lessSpecific };
}
