import { ingressClassAnnotation } from '../../kinds/kubernetes/ingress.ts';
import { refOf } from '../../translate/finding-list.ts';
import { isOurs } from '../../translate/ingress/ingress-class.ts';
import type { Analyzer } from '../analyzer.ts';

/** An Ingress that another controller would serve, or none. */
export const foreignIngressClasses: Analyzer = {
  name: 'ingress/foreign-class',
  codes: ['ICTL0075'],
  description: 'an Ingress is of the class that the gateway serves',
  analyze({ snapshot }, findings) {
    for (const ingress of snapshot.ingresses) {
      if (isOurs(ingress, snapshot)) continue;
      const { path, reason } = whyNot(
        ingress.metadata.annotations?.[ingressClassAnnotation],
        ingress.spec?.ingressClassName,
      );
      const wanted = snapshot.meshConfig.ingressClass ?? 'istio';
      const message = `the gateway does not serve this Ingress: ${reason}; set the annotation ${ingressClassAnnotation}: ${wanted}, or spec.ingressClassName to an IngressClass whose controller is istio.io/ingress-controller`;
      findings.report('ICTL0075', message, refOf(ingress), path);
    }
  },
};

function whyNot(
  annotation: string | undefined,
  className: string | undefined,
): { readonly path: string; readonly reason: string } {
  if (annotation !== undefined) {
    return { path: `metadata.annotations["${ingressClassAnnotation}"]`, reason: `its class is ${annotation}` };
  }
  if (className === undefined) return { path: 'spec', reason: 'it names no class' };
  return { path: 'spec.ingressClassName', reason: `there is no IngressClass ${className} of this gateway` };
}
