// What of a statistic's name is a tag: Istio's bootstrap takes it out of the name for Prometheus (stats_tags in
// envoy_bootstrap.json), so that `cluster.outbound|80||a;.upstream_rq_200` is `cluster.upstream_rq` of a cluster and a
// response code.

export interface TaggedPrefix {
  /** `cluster`, `cluster.outlier_detection`, `http`, `tcp`, `listener`. */
  readonly family: string;
  readonly labels: Readonly<Record<string, string>>;
}

const TAGS: Readonly<Record<string, string>> = {
  http: 'http_conn_manager_prefix',
  tcp: 'tcp_prefix',
  listener: 'listener_address',
};

const OUTLIERS = '.outlier_detection';

/** Splits the prefix of a scope. */
export function tagsOf(prefix: string): TaggedPrefix {
  const dot = prefix.indexOf('.');
  const kind = dot < 0 ? prefix : prefix.slice(0, dot);
  const rest = dot < 0 ? '' : prefix.slice(dot + 1);
  if (kind === 'cluster') {
    const isOutliers = rest.endsWith(OUTLIERS);
    const name = isOutliers ? rest.slice(0, -OUTLIERS.length) : rest;
    // Istio ends names for statistics with a semicolon, to know where a name with dots ends.
    const labels = { cluster_name: name.replace(/;$/, '') };
    return { family: isOutliers ? 'cluster.outlier_detection' : 'cluster', labels };
  }
  const tag = TAGS[kind];
  return tag === undefined ? { family: prefix, labels: {} } : { family: kind, labels: { [tag]: rest } };
}

/** Gauges go up and down; all other statistics are counters. */
export function isGauge(name: string): boolean {
  return /(?:^|_)active$|^membership_/.test(name);
}
