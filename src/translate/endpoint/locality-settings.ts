import type { LoadBalancer, LocalityLbSetting } from '../../kinds/destination-rule/destination-rule.ts';
import type { MeshConfig } from '../../kinds/mesh-config/mesh-config.ts';
import type { MeshService } from '../service/mesh-service.ts';

/** What a Service that prefers near endpoints means in labels (Istio's GetLocalityLbSetting). */
const preferClose: LocalityLbSetting = {
  enabled: true,
  failoverPriority: [
    'topology.istio.io/network',
    'topology.kubernetes.io/region',
    'topology.kubernetes.io/zone',
    'topology.istio.io/subzone',
  ],
};

/** The settings in force: the rule's, else what the Service asks for, else the mesh's; undefined where switched off. */
export function localitySettings(
  loadBalancer: LoadBalancer | undefined,
  { trafficDistribution }: MeshService,
  { localityLbSetting: ofMesh }: MeshConfig,
): LocalityLbSetting | undefined {
  const ofRule = loadBalancer?.localityLbSetting;
  if (ofRule !== undefined) return ofRule.enabled === false ? undefined : ofRule;
  if (/^Prefer(Close|SameZone|SameNode)$/.test(trafficDistribution ?? '')) return preferClose;
  if (ofMesh?.enabled === false) return undefined;
  return ofMesh ?? { enabled: true };
}
