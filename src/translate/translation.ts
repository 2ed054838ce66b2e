import type { GatewayProxy } from '../snapshot/proxy.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { DestinationRuleIndex } from './destination-rule/destination-rule-index.ts';
import type { FindingList } from './finding-list.ts';
import type { MergedServers } from './gateway/gateway-server.ts';
import type { ServiceRegistry } from './service/service-registry.ts';
import type { VirtualServiceIndex } from './virtual-service/virtual-service-index.ts';

/** What the first steps of a translation have worked out and the later ones read. */
export interface Translation {
  readonly snapshot: Snapshot;
  readonly proxy: GatewayProxy;
  readonly services: ServiceRegistry;
  readonly destinationRules: DestinationRuleIndex;
  readonly virtualServices: VirtualServiceIndex;
  readonly servers: MergedServers;
  /** Whether a server passes mesh traffic through by the names of clusters, which then need clusters of their own. */
  readonly hasAutoPassthrough: boolean;
  readonly findings: FindingList;
}
