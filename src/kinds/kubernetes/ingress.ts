// Ingress in its storage version, networking.k8s.io/v1; the old versions are views (ingress-v1beta1.ts).
import type { KubeObject } from '../object.ts';
import type { LoadBalancerIngress } from './service.ts';

/** The annotation that names the ingress controller; older than spec.ingressClassName, and stronger. */
export const ingressClassAnnotation = 'kubernetes.io/ingress.class';

/** The Service and the port of it, by number or by name. */
export interface IngressServiceBackend {
  readonly name: string;
  readonly port?: { readonly number?: number; readonly name?: string };
}

export interface IngressBackend {
  readonly service?: IngressServiceBackend;
  readonly resource?: { readonly apiGroup?: string; readonly kind: string; readonly name: string };
}

export type PathType = 'Exact' | 'Prefix' | 'ImplementationSpecific';

export interface HttpIngressPath {
  /** Absent only with ImplementationSpecific: every path. */
  readonly path?: string;
  readonly pathType: PathType;
  readonly backend: IngressBackend;
}

export interface IngressRule {
  /** Absent: every host. */
  readonly host?: string;
  readonly http?: { readonly paths: readonly HttpIngressPath[] };
}

export interface IngressTls {
  readonly hosts?: readonly string[];
  readonly secretName?: string;
}

export interface IngressSpec {
  readonly ingressClassName?: string;
  readonly defaultBackend?: IngressBackend;
  readonly rules?: readonly IngressRule[];
  readonly tls?: readonly IngressTls[];
}

export interface IngressStatus {
  readonly loadBalancer?: { readonly ingress?: readonly LoadBalancerIngress[] };
}

export interface Ingress extends KubeObject {
  readonly kind: 'Ingress';
  readonly spec?: IngressSpec;
  readonly status?: IngressStatus;
}
