// Names of clusters: `outbound|<port>|<subset>|<host>`, as Istio makes them (BuildSubsetKey, BuildDNSSrvSubsetKey).

export interface ClusterNameParts {
  readonly port: number;
  /** '' for the whole service. */
  readonly subset: string;
  readonly host: string;
}

/** Makes `outbound|8000|v1|reviews.default.svc.cluster.local`. */
export function clusterName({ port, subset, host }: ClusterNameParts): string {
  return `outbound|${port}|${subset}|${host}`;
}

/** Takes a cluster name apart; undefined for a name of another form (`BlackHoleCluster`, `UnknownService`). */
export function parseClusterName(name: string): ClusterNameParts | undefined {
  const parts = name.split('|');
  const [direction, port, subset, host] = parts;
  if (parts.length !== 4 || direction !== 'outbound' || port === undefined || !/^\d+$/.test(port)) return undefined;
  return { port: Number(port), subset: subset ?? '', host: host ?? '' };
}

/** Makes `outbound_.8000_.v1_.reviews.default.svc.cluster.local`: the same name as a DNS name, for SNI. */
export function sniClusterName({ port, subset, host }: ClusterNameParts): string {
  return `outbound_.${port}_.${subset}_.${host}`;
}
