// IngressClass (networking.k8s.io/v1, cluster-scoped): names the controller of the Ingresses that name the class.
import type { KubeObject } from '../object.ts';

/** The controller name that Istio answers to (istio.io/ingress-controller). */
export const istioIngressController = 'istio.io/ingress-controller';

export interface IngressClass extends KubeObject {
  readonly kind: 'IngressClass';
  readonly spec?: {
    readonly controller?: string;
    readonly parameters?: Readonly<Record<string, unknown>>;
  };
}
