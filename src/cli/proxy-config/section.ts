import type { ProxyConfigFilters } from './proxy-config-flags.ts';
import type { ReadProxyConfig } from './read-proxy-config.ts';

/** One section of a configuration as istioctl shows it. */
export interface Section {
  /** The objects that pass the filters, for -o json and yaml. */
  readonly objects: readonly object[];
  /** Headers and a row for each of what passes the filters. */
  readonly rows: readonly (readonly string[])[];
  /** What there is to filter by, where nothing passes: `http.80`. */
  readonly names: readonly string[];
}

export type ReadSection = (read: ReadProxyConfig, filters: ProxyConfigFilters) => Section;
