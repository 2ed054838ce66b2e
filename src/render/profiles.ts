// Which gateways can be rendered; cheap to load, for the command line lists them.

/** Which Istio, or what instead of it, the manifests are for. */
export const profiles = ['istio-0.8', 'istio', 'ictl'] as const;
export type Profile = (typeof profiles)[number];

/** The ingress gateway, or the older controller for Ingresses. */
export type Component = 'gateway' | 'ingress';

/** The profiles that have a component. */
export function profilesOf(component: Component): readonly Profile[] {
  return component === 'gateway' ? profiles : ['istio-0.8', 'istio'];
}
