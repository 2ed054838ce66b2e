// The paths of an Ingress as HTTP rules.
import type { HttpIngressPath, Ingress, IngressBackend } from '../../kinds/kubernetes/ingress.ts';
import type { StringMatch } from '../../kinds/virtual-service/virtual-service.ts';
import { type FindingList, refOf } from '../finding-list.ts';
import type { ServiceRegistry } from '../service/service-registry.ts';
import { serviceHost } from '../short-name.ts';
import { sourceRef } from '../source-ref.ts';
import type { HttpRule } from '../virtual-service/bound-virtual-service.ts';

/** The rules of one host of an Ingress; a path without a usable backend has none. */
export function ingressRules(
  ingress: Ingress,
  ruleIndex: number,
  services: ServiceRegistry,
  findings: FindingList,
): readonly HttpRule[] {
  const paths = ingress.spec?.rules?.[ruleIndex]?.http?.paths ?? [];
  return paths.flatMap((one, index) => {
    const path = `spec.rules[${ruleIndex}].http.paths[${index}]`;
    const namespace = ingress.metadata.namespace ?? '';
    const port = backendPort(one.backend, namespace, services);
    if (port === undefined || one.backend.service === undefined) {
      findings.report('ICTL0021', unusableBackend(one.backend), refOf(ingress), `${path}.backend`);
      return [];
    }
    const uri = pathMatch(one);
    const host = serviceHost(one.backend.service.name, namespace);
    const rule: HttpRule = {
      rule: { route: [{ destination: { host, port: { number: port } }, weight: 100 }] },
      matches: uri === undefined ? [] : [{ match: { uri }, path }],
      namespace,
      source: sourceRef(ingress),
      path,
    };
    return [rule];
  });
}

/** The order among the rules of one host: longer paths first, exact before prefix; a path for all comes last. */
export function comparePathLength(left: HttpRule, right: HttpRule): number {
  const [leftLength, leftIsExact] = pathLength(left);
  const [rightLength, rightIsExact] = pathLength(right);
  return rightLength - leftLength || Number(rightIsExact) - Number(leftIsExact);
}

function pathLength({ matches }: HttpRule): [number, boolean] {
  const uri = matches[0]?.match.uri;
  return uri?.exact === undefined ? [uri?.prefix?.length ?? 0, false] : [uri.exact.length, true];
}

function pathMatch({ path = '', pathType }: HttpIngressPath): StringMatch | undefined {
  if (pathType === 'Exact') return { exact: path };
  if (pathType === 'Prefix') return { prefix: path };
  return legacyPathMatch(path);
}

/** Before there were path types a star at the end made a prefix (Istio's createFallbackStringMatch). */
function legacyPathMatch(path: string): StringMatch | undefined {
  if (['', '*', '/*', '.*'].includes(path)) return undefined;
  if (path.endsWith('.*') || path.endsWith('/*')) return { prefix: path.slice(0, -2) };
  return { exact: path };
}

function backendPort({ service }: IngressBackend, namespace: string, services: ServiceRegistry): number | undefined {
  if (service?.port?.number) return service.port.number;
  const found = service === undefined ? undefined : services.find(serviceHost(service.name, namespace), namespace);
  return found?.ports.find(({ name }) => name === service?.port?.name)?.number;
}

function unusableBackend({ service }: IngressBackend): string {
  if (service === undefined) return 'the backend is no Service, so the path is left out';
  return `Service ${service.name} has no port named ${service.port?.name ?? ''}, so the path is left out`;
}
