// The v1beta1 versions as views of networking.k8s.io/v1 (kubernetes/pkg/apis/networking/v1beta1/conversion.go):
// serviceName and servicePort are service.name and service.port, backend is defaultBackend, and a path without a type
// is ImplementationSpecific.
import { withApiVersion } from '../../istio-versions.ts';
import type { KubeObject } from '../../object.ts';
import type { HttpIngressPath, Ingress, IngressBackend, IngressSpec, PathType } from '../ingress.ts';
import type { IntOrString } from '../service.ts';

const storageVersion = 'networking.k8s.io/v1';

interface BetaBackend {
  readonly serviceName?: string;
  readonly servicePort?: IntOrString;
  readonly resource?: IngressBackend['resource'];
}

interface BetaPath {
  readonly path?: string;
  readonly pathType?: PathType;
  readonly backend: BetaBackend;
}

interface BetaSpec extends Omit<IngressSpec, 'defaultBackend' | 'rules'> {
  readonly backend?: BetaBackend;
  readonly rules?: readonly { readonly host?: string; readonly http?: { readonly paths: readonly BetaPath[] } }[];
}

export function toStorage(object: KubeObject, apiVersion: string): KubeObject {
  if (apiVersion === storageVersion) return object;
  const spec = object.spec as BetaSpec | undefined;
  return withApiVersion(spec === undefined ? object : { ...object, spec: specFromBeta(spec) }, storageVersion);
}

export function fromStorage(ingress: Ingress, apiVersion: string): KubeObject {
  if (apiVersion === storageVersion) return ingress;
  const { spec } = ingress;
  return withApiVersion(spec === undefined ? ingress : { ...ingress, spec: specToBeta(spec) }, apiVersion);
}

function specFromBeta({ backend, rules, ...spec }: BetaSpec): IngressSpec {
  return {
    ...spec,
    ...(backend === undefined ? {} : { defaultBackend: backendFromBeta(backend) }),
    ...(rules === undefined ? {} : { rules: rules.map((rule) => mapPaths(rule, pathFromBeta)) }),
  };
}

function specToBeta({ defaultBackend, rules, ...spec }: IngressSpec): BetaSpec {
  return {
    ...spec,
    ...(defaultBackend === undefined ? {} : { backend: backendToBeta(defaultBackend) }),
    ...(rules === undefined ? {} : { rules: rules.map((rule) => mapPaths(rule, pathToBeta)) }),
  };
}

interface Rule<Path> {
  readonly host?: string;
  readonly http?: { readonly paths: readonly Path[] };
}

function mapPaths<From, To>({ http, ...rule }: Rule<From>, convert: (path: From) => To): Rule<To> {
  return http === undefined ? rule : { ...rule, http: { ...http, paths: http.paths.map(convert) } };
}

function pathFromBeta({ pathType = 'ImplementationSpecific', backend, ...path }: BetaPath): HttpIngressPath {
  return { ...path, pathType, backend: backendFromBeta(backend) };
}

function pathToBeta({ backend, ...path }: HttpIngressPath): BetaPath {
  return { ...path, backend: backendToBeta(backend) };
}

function backendFromBeta({ serviceName, servicePort, ...backend }: BetaBackend): IngressBackend {
  if (serviceName === undefined && servicePort === undefined) return backend;
  return { ...backend, service: { name: serviceName ?? '', port: portFromBeta(servicePort) } };
}

function portFromBeta(servicePort: IntOrString | undefined): { readonly number?: number; readonly name?: string } {
  if (servicePort === undefined) return {};
  return typeof servicePort === 'number' ? { number: servicePort } : { name: servicePort };
}

function backendToBeta({ service, ...backend }: IngressBackend): BetaBackend {
  if (service === undefined) return backend;
  const servicePort = service.port?.name ?? service.port?.number;
  return { ...backend, serviceName: service.name, ...(servicePort === undefined ? {} : { servicePort }) };
}
