// The proxy that a configuration is made for: the gateway workload that `serve` plays.

/** A Service port that selects the proxy, with what it leads to. */
export interface ServiceTarget {
  readonly serviceName: string;
  readonly serviceNamespace: string;
  /** The workload behind it, one of GatewayProxy.workloads. */
  readonly workload: string;
  readonly port: number;
  readonly portName: string;
  /** The port the proxy would bind for it. */
  readonly targetPort: number;
  readonly nodePort: number | undefined;
}

export interface GatewayProxy {
  /** Where credentialName and exportTo are looked at from. */
  readonly namespace: string;
  /** `<namespace>/<name>` of each Deployment that this proxy plays; their secret volumes are its files. */
  readonly workloads: readonly string[];
  /** The labels of each workload, in the same order. */
  readonly labelSets: readonly Readonly<Record<string, string>>[];
  /** By workload, and then by their Services' age: the first that has a server's port decides what is bound. */
  readonly serviceTargets: readonly ServiceTarget[];
  readonly locality: { readonly region: string; readonly zone: string; readonly subZone: string };
  /** What ISTIO_META_* variables of the mesh config's proxyMetadata say, without that prefix: `HTTP10`. */
  readonly metadata: Readonly<Record<string, string>>;
}
