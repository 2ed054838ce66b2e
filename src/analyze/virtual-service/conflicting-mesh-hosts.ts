import type { VirtualService } from '../../kinds/virtual-service/virtual-service.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import { refOf } from '../../translate/finding-list.ts';
import { resolveHost } from '../../translate/short-name.ts';
import { readVisibility } from '../../translate/visibility.ts';
import type { Analyzer } from '../analyzer.ts';

/**
 * At gateways VirtualServices of one host are merged; in the mesh one of them counts, and which one is not defined
 * (Istio's ConflictingMeshGatewayHostsAnalyzer).
 */
export const conflictingMeshHosts: Analyzer = {
  name: 'virtual-service/conflicting-mesh-hosts',
  codes: ['IST0109'],
  description: 'a host has one VirtualService for the mesh',
  analyze({ snapshot }, findings) {
    const { defaultVirtualServiceExportTo } = snapshot.meshConfig;
    const bound = snapshot.virtualServices
      .filter(isForMesh)
      .flatMap((service) => hostsOf(service, defaultVirtualServiceExportTo));
    for (const [, uses] of groupBy(bound, ({ key }) => key)) {
      const names = [...new Set(uses.map(({ service }) => nameOf(service)))];
      if (names.length < 2) continue;
      for (const { service, host, path } of uses) {
        const others = names
          .slice(0, maxNames)
          .filter((name) => name !== nameOf(service))
          .join(', ');
        const message = `${host} is a host of VirtualService ${others} for the mesh, too, and only one of them counts there; merge them, or bind them to gateways only`;
        findings.report('IST0109', message, refOf(service), path);
      }
    }
  },
};

const maxNames = 5;

function isForMesh({ spec }: VirtualService): boolean {
  const gateways = spec?.gateways ?? [];
  return gateways.length === 0 || gateways.includes('mesh');
}

interface HostUse {
  /** The host, and a namespace that sees it. */
  readonly key: string;
  readonly host: string;
  readonly service: VirtualService;
  readonly path: string;
}

function hostsOf(service: VirtualService, defaultExportTo: readonly string[] | undefined): readonly HostUse[] {
  const { namespace = '' } = service.metadata;
  const scopes = [...readVisibility(service.spec?.exportTo, defaultExportTo, namespace)];
  return (service.spec?.hosts ?? []).flatMap((written, index) => {
    const host = resolveHost(written, namespace);
    return scopes.map((scope) => ({ key: `${scope}/${host}`, host, service, path: `spec.hosts[${index}]` }));
  });
}

function nameOf({ metadata }: VirtualService): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
