import { fieldOf, itemOf } from '../../kinds/field-path.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { findKind } from '../../kinds/registry.ts';
import type { VirtualService } from '../../kinds/virtual-service/virtual-service.ts';
import { refOf } from '../../translate/finding-list.ts';
import { selectsAny } from '../../translate/labels.ts';
import type { Analysis } from '../analysis.ts';
import type { Analyzer } from '../analyzer.ts';

const claimPrefix = '@request.auth.claims';

/** Claims are known only behind a RequestAuthentication at the gateway (Istio's JWTClaimRouteAnalyzer). */
export const claimsWithoutAuthentication: Analyzer = {
  name: 'virtual-service/claims-without-authentication',
  codes: ['IST0149'],
  description: 'a match on JWT claims has a RequestAuthentication that verifies the JWT at the gateway',
  analyze(analysis, findings) {
    const { snapshot, objects } = analysis;
    if (objects.some((object) => authenticatesGateway(object, analysis))) return;
    for (const service of snapshot.virtualServices) {
      for (const { name, path } of claimMatches(service)) {
        const message = `no RequestAuthentication is enforced at the gateway, so ${name} is never known and the match never applies; match on a header that the application sets instead`;
        findings.report('IST0149', message, refOf(service), path);
      }
    }
  },
};

/** In the namespace of the gateway or the root namespace, with a selector that fits; one that is only stored verifies nothing. */
function authenticatesGateway(
  { apiVersion, kind, metadata, spec }: KubeObject,
  { proxy, snapshot }: Analysis,
): boolean {
  if (kind !== 'RequestAuthentication' || findKind(apiVersion, kind)?.policy === true) return false;
  const rootNamespace = snapshot.meshConfig.rootNamespace ?? 'istio-system';
  if (metadata.namespace !== proxy.namespace && metadata.namespace !== rootNamespace) return false;
  const { selector } = (spec ?? {}) as {
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  };
  return selectsAny(selector?.matchLabels, proxy.labelSets);
}

/** Those of gateways: in the mesh claims are not allowed. */
function claimMatches({ spec }: VirtualService): readonly { readonly name: string; readonly path: string }[] {
  return (spec?.http ?? []).flatMap(({ match = [] }, rule) =>
    match.flatMap((one, index) =>
      (['headers', 'withoutHeaders'] as const).flatMap((field) =>
        Object.keys(one[field] ?? {})
          .filter((name) => name.toLowerCase().startsWith(claimPrefix))
          .map((name) => ({
            name,
            path: fieldOf(fieldOf(itemOf(`${itemOf('spec.http', rule)}.match`, index), field), name),
          })),
      ),
    ),
  );
}
