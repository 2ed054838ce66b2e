import type { Finding } from '../../lib/finding.ts';
import { refOf } from '../../translate/finding-list.ts';
import { resolveGatewayName } from '../../translate/short-name.ts';
import type { Analyzer } from '../analyzer.ts';

/** A Gateway opens ports; what is answered there only VirtualServices say. */
export const gatewaysWithoutRoutes: Analyzer = {
  name: 'gateway/without-virtual-service',
  codes: ['ICTL0072'],
  description: 'a VirtualService is bound to each Gateway',
  analyze({ snapshot, known }, findings) {
    if (isOneRefused(known)) return;
    const named = new Set(
      snapshot.virtualServices.flatMap(({ spec, metadata }) =>
        [
          ...(spec?.gateways ?? []),
          ...[...(spec?.http ?? []), ...(spec?.tls ?? []), ...(spec?.tcp ?? [])].flatMap(({ match = [] }) =>
            match.flatMap(({ gateways = [] }) => gateways),
          ),
        ].map((gateway) => resolveGatewayName(gateway, metadata.namespace ?? '')),
      ),
    );
    for (const gateway of snapshot.gateways) {
      const { name, namespace = '' } = gateway.metadata;
      const servers = gateway.spec?.servers ?? [];
      if (named.has(`${namespace}/${name}`) || servers.every(({ tls }) => isSelfSufficient(tls))) continue;
      const message = `no VirtualService names this Gateway, so it routes nothing; add ${namespace}/${name} to spec.gateways of one`;
      findings.report('ICTL0072', message, refOf(gateway), 'metadata.name');
    }
  },
};

/** A VirtualService that validation has refused may be the one that is missing: it says enough. */
function isOneRefused(known: readonly Finding[]): boolean {
  return known.some(({ code, resource }) => resource?.kind === 'VirtualService' && refusalCodes.has(code));
}

const refusalCodes: ReadonlySet<string> = new Set(['ICTL0001', 'ICTL0002']);

/** A redirect needs no route, and AUTO_PASSTHROUGH takes clusters by their names. */
function isSelfSufficient(tls: { readonly httpsRedirect?: boolean; readonly mode?: string } | undefined): boolean {
  return tls?.httpsRedirect === true || tls?.mode === 'AUTO_PASSTHROUGH';
}
