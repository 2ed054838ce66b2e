// The proxy that a configuration is made for: the gateway workload that `serve` plays.

/** A Service port that selects the proxy, with what it leads to. */
export interface ServiceTarget {
  readonly serviceName: string;
  readonly serviceNamespace: string;
  readonly port: number;
  readonly portName: string;
  /** The port the proxy would bind for it. */
  readonly targetPort: number;
  readonly nodePort: number | undefined;
}

export interface Proxy {
  /** Where credentialName and exportTo are looked at from. */
  readonly namespace: string;
  /** The labels of each workload that this proxy plays (istio-ingressgateway and istio-ingress). */
  readonly labelSets: readonly Readonly<Record<string, string>>[];
  readonly serviceTargets: readonly ServiceTarget[];
  readonly locality: { readonly region: string; readonly zone: string; readonly subZone: string };
  readonly metadata: Readonly<Record<string, string>>;
}
