// STRICT_DNS and LOGICAL_DNS clusters: names of their load assignment become endpoints, and are asked for again and again.
import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Cluster as ClusterConfig } from '../../envoy/cluster.ts';
import { durationMs } from '../duration.ts';
import { reportDefect } from '../guard.ts';
import { endpointsOf } from './assignment.ts';
import type { EndpointFacts } from './endpoint.ts';

/** Envoy's dns_refresh_rate. */
const DEFAULT_REFRESH_MS = 5000;

export interface Resolved {
  readonly addresses: readonly string[];
  /** How long the answer may be used; undefined where nobody says. */
  readonly ttlMs: number | undefined;
}

/** Resolves a name; an argument, so that tests need no network. */
export type Resolve = (name: string, family: 0 | 4 | 6) => Promise<Resolved>;

/**
 * Asks the system, so that /etc/hosts and its like count, and DNS itself for the time to live, which the system does not
 * tell. A name that only the system knows has none.
 */
export async function resolveName(name: string, family: 0 | 4 | 6): Promise<Resolved> {
  const [found, ttl] = await Promise.all([
    lookup(name, { all: true, family, verbatim: true }),
    timeToLive(name, family),
  ]);
  return { addresses: found.map(({ address }) => address), ttlMs: ttl };
}

async function timeToLive(name: string, family: 0 | 4 | 6): Promise<number | undefined> {
  const resolver = new Resolver({ timeout: 1000, tries: 1 });
  try {
    const records =
      family === 6 ? await resolver.resolve6(name, { ttl: true }) : await resolver.resolve4(name, { ttl: true });
    return records.length === 0 ? undefined : Math.min(...records.map(({ ttl }) => ttl)) * 1000;
  } catch {
    return undefined; // the refresh rate of the cluster then holds
  }
}

/** Keeps one cluster's endpoints as its names resolve. */
export class DnsDiscovery {
  /** Settles when every name was asked for once, with or without an answer. */
  readonly started: Promise<void>;
  readonly #config: ClusterConfig;
  readonly #resolve: Resolve;
  readonly #onEndpoints: (endpoints: readonly EndpointFacts[]) => void;
  readonly #names: readonly EndpointFacts[];
  /** The last answer of each name: a failure keeps it. */
  readonly #answers = new Map<string, readonly string[]>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(config: ClusterConfig, resolve: Resolve, onEndpoints: (endpoints: readonly EndpointFacts[]) => void) {
    this.#config = config;
    this.#resolve = resolve;
    this.#onEndpoints = onEndpoints;
    this.#names = endpointsOf(config.loadAssignment);
    this.started = this.#refresh();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #refresh(): Promise<void> {
    const ttls = await Promise.all(this.#names.map(({ host }) => this.#ask(host)));
    if (this.#stopped) return;
    this.#onEndpoints(this.#names.flatMap((name) => this.#endpointsOf(name)));
    const known = ttls.filter((ttl): ttl is number => ttl !== undefined && ttl > 0);
    const rate = durationMs(this.#config.dnsRefreshRate, DEFAULT_REFRESH_MS);
    const delay = this.#config.respectDnsTtl === true && known.length > 0 ? Math.min(...known) : rate;
    this.#timer = setTimeout(() => this.#refreshAgain(), delay);
    this.#timer.unref();
  }

  #refreshAgain(): void {
    this.#refresh().catch((error: unknown) => reportDefect(`name lookup for cluster ${this.#config.name}`, error));
  }

  async #ask(name: string): Promise<number | undefined> {
    if (isIP(name) !== 0) {
      this.#answers.set(name, [name]);
      return undefined;
    }
    try {
      const { addresses, ttlMs } = await this.#resolve(name, familyOf(this.#config));
      this.#answers.set(name, preferred(this.#config, addresses));
      return ttlMs;
    } catch {
      return undefined; // no answer: what was known stays, and the name is asked for again
    }
  }

  #endpointsOf(name: EndpointFacts): EndpointFacts[] {
    const addresses = this.#answers.get(name.host) ?? [];
    const used = this.#config.type === 'LOGICAL_DNS' ? addresses.slice(0, 1) : addresses;
    return used.map((host) => ({ ...name, host, hostname: name.host }));
  }
}

function familyOf({ dnsLookupFamily = 'AUTO' }: ClusterConfig): 0 | 4 | 6 {
  if (dnsLookupFamily === 'V4_ONLY') return 4;
  return dnsLookupFamily === 'V6_ONLY' ? 6 : 0;
}

/** AUTO: IPv6 where there is any, else IPv4; V4_PREFERRED the other way round; ALL: both. */
function preferred({ dnsLookupFamily = 'AUTO' }: ClusterConfig, addresses: readonly string[]): readonly string[] {
  if (dnsLookupFamily === 'ALL') return addresses;
  const family = dnsLookupFamily === 'V4_PREFERRED' || dnsLookupFamily === 'V4_ONLY' ? 4 : 6;
  const wanted = addresses.filter((address) => isIP(address) === family);
  return wanted.length > 0 ? wanted : addresses;
}
