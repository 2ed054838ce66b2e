import type { ConfigSource } from '../../envoy/config-source.ts';
import type { GatewayServer } from '../../kinds/gateway/gateway.ts';
import type { ObjectMeta } from '../../kinds/object.ts';
import type { Labels } from '../labels.ts';
import type { Protocol } from '../protocol.ts';
import type { ServerHosts } from './server-hosts.ts';

/** A Gateway, or what an Ingress stands for. */
export interface ServedGateway {
  readonly metadata: Pick<ObjectMeta, 'name' | 'namespace' | 'creationTimestamp'>;
  readonly source: ConfigSource;
  /** Labels of the workloads that serve it; absent or empty for every gateway. */
  readonly selector: Labels | undefined;
  readonly servers: readonly {
    readonly server: GatewayServer;
    readonly source: ConfigSource;
    /** `spec.servers[i]` */
    readonly path: string;
  }[];
}

/** A server of a Gateway that applies to the proxy, resolved to the port it is bound on. */
export interface BoundServer {
  readonly server: GatewayServer;
  readonly protocol: Protocol;
  /** Sanitised: a namespace part is one namespace. */
  readonly hosts: readonly string[];
  /** The same, to be asked which of them a VirtualService may bind. */
  readonly boundHosts: ServerHosts;
  /** `<namespace>/<name>`, as VirtualServices name it. */
  readonly gateway: string;
  readonly bind: string;
  /** What is bound: the target port of the Service port that the server names. */
  readonly port: number;
  /** '' for a server that is not HTTP. */
  readonly routeConfiguration: string;
  readonly source: ConfigSource;
  /** `spec.servers[i]` */
  readonly path: string;
}

/** The servers that share a listener and a way to build its chains. */
export interface ServerGroup {
  readonly bind: string;
  readonly port: number;
  /** That of the first server; it decides whether the group is one plain HTTP chain. */
  readonly protocol: Protocol;
  readonly routeConfiguration: string;
  readonly servers: readonly BoundServer[];
}

/** What all Gateways together ask of the proxy (Istio's MergedGateway). */
export interface MergedServers {
  /** In the order they were found. */
  readonly groups: readonly ServerGroup[];
  /** Name -> servers of one route configuration, in order. */
  readonly byRouteConfiguration: ReadonlyMap<string, readonly BoundServer[]>;
}
