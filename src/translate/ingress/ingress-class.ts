import type { Ingress } from '../../kinds/kubernetes/ingress.ts';
import { ingressClassAnnotation } from '../../kinds/kubernetes/ingress.ts';
import { istioIngressController } from '../../kinds/kubernetes/ingress-class.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/**
 * Whether an Ingress is this gateway's: by the annotation, else by the class it names, else only where the mesh config
 * says that Ingresses without a class are (Istio's shouldProcessIngressWithClass).
 */
export function isOurs({ metadata, spec }: Ingress, { meshConfig, ingressClasses }: Snapshot): boolean {
  const mode = meshConfig.ingressControllerMode ?? 'STRICT';
  const annotation = metadata.annotations?.[ingressClassAnnotation];
  if (annotation !== undefined) return mode !== 'OFF' && annotation === (meshConfig.ingressClass ?? 'istio');
  if (spec?.ingressClassName !== undefined) {
    return ingressClasses.get(spec.ingressClassName)?.spec?.controller === istioIngressController;
  }
  return mode === 'DEFAULT';
}
