// What the checks look at: the objects of one revision, and what the proxy makes of them.
import type { Config, Secret } from '../envoy/config.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { Finding } from '../lib/finding.ts';
import type { GatewayProxy } from '../snapshot/proxy.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { BoundServer } from '../translate/gateway/gateway-server.ts';
import type { ServiceRegistry } from '../translate/service/service-registry.ts';

export interface Analysis {
  /** All objects in their storage versions, also of kinds that are not translated. */
  readonly objects: readonly KubeObject[];
  readonly snapshot: Snapshot;
  readonly proxy: GatewayProxy;
  readonly config: Config;
  readonly secrets: readonly Secret[];
  readonly services: ServiceRegistry;
  /** The servers of the Gateways that apply to the proxy, oldest Gateway first, left out or not. */
  readonly servers: readonly BoundServer[];
  /** What validation and translation have said already: no check says it again. */
  readonly known: readonly Finding[];
  readonly now: Date;
}
