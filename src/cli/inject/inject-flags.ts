import type { GlobalOptions } from '../command.ts';

export const injectProfiles = ['istio-0.8', 'istio'] as const;
export type InjectProfile = (typeof injectProfiles)[number];

/** Flags of 0.8 that fill in its template. */
export interface OldFlags {
  readonly verbosity?: string;
  readonly sidecarProxyUID?: string;
  readonly setVersionString?: string;
  readonly coreDump?: boolean | string;
  readonly imagePullPolicy?: string;
  readonly includeIPRanges?: string;
  readonly excludeIPRanges?: string;
  readonly includeInboundPorts?: string;
  readonly excludeInboundPorts?: string;
  readonly debug?: boolean | string;
}

/** Flags of `kube-inject`. */
export interface InjectFlags extends GlobalOptions, OldFlags {
  readonly filename?: readonly string[];
  readonly file?: readonly string[];
  readonly output?: string;
  readonly profile?: InjectProfile;
  readonly hub?: string;
  readonly tag?: string;
  readonly revision?: string;
  readonly nativeSidecars?: boolean;
  readonly meshConfigFile?: string;
  readonly injectConfigFile?: string;
  readonly valuesFile?: string;
  readonly meshConfigMapName?: string;
  readonly injectConfigMapName?: string;
  readonly istioNamespace: string;
  readonly emitTemplate?: boolean;
}
