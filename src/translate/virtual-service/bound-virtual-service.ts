import type { ConfigSource } from '../../envoy/config-source.ts';
import type { ObjectMeta } from '../../kinds/object.ts';
import type { HttpMatchRequest, HttpRoute, TcpRoute, TlsRoute } from '../../kinds/virtual-service/virtual-service.ts';
import type { Visibility } from '../visibility.ts';

/** A match of a rule, its gateways completed, with the field it is written in. */
export interface RuleMatch {
  readonly match: HttpMatchRequest;
  readonly path: string;
}

/** One rule for HTTP, ready to become routes; of a VirtualService, of a delegate merged into it, or of an Ingress. */
export interface HttpRule {
  readonly rule: Omit<HttpRoute, 'match'>;
  /** None means every request. */
  readonly matches: readonly RuleMatch[];
  /** Completes short names of destinations: a delegate's are those of its own namespace. */
  readonly namespace: string;
  readonly source: ConfigSource;
  readonly path: string;
}

/**
 * How a prefix of a path is meant.
 * - istio: plain text
 * - ingress: whole segments, `/foo` takes `/foo/bar` but not `/foobar`
 */
export type RouteSemantics = 'istio' | 'ingress';

/** A VirtualService as gateways see it: names completed, delegates merged in. */
export interface BoundVirtualService {
  readonly metadata: Pick<ObjectMeta, 'name' | 'namespace' | 'creationTimestamp'>;
  readonly hosts: readonly string[];
  /** `<namespace>/<name>` each; never mesh. */
  readonly gateways: readonly string[];
  readonly http: readonly HttpRule[];
  readonly tls: readonly TlsRoute[];
  readonly tcp: readonly TcpRoute[];
  readonly semantics: RouteSemantics;
  readonly visibility: Visibility;
  readonly source: ConfigSource;
}
