// What the API server demands of Ingresses (kubernetes/pkg/apis/networking/validation), and what no ingress gateway
// of Istio does with them.
import { isIP } from 'node:net';
import { fieldOf } from '../../field-path.ts';
import { check, invalidValue, refused, requiredValue, withoutEffect } from '../../field-problem.ts';
import { dns1123SubdomainFault, wildcardDns1123SubdomainFault } from '../../metadata/names.ts';
import type { Problem } from '../../problem.ts';
import { type Ingress, type IngressRule, type IngressTls, ingressClassAnnotation } from '../ingress.ts';
import { backendProblems } from './validate-backend.ts';
import { pathProblems } from './validate-path.ts';

/** Settings of other controllers: `nginx.ingress.kubernetes.io/rewrite-target`. */
const controllerAnnotation = /(^|\.)ingress\.kubernetes\.io\//;

export function validateIngress({ metadata, spec = {} }: Ingress): readonly Problem[] {
  const { ingressClassName, defaultBackend, rules = [], tls = [] } = spec;
  const empty = rules.length === 0 && defaultBackend === undefined;
  return [
    ...(empty ? [refused('spec', 'either `defaultBackend` or `rules` must be specified')] : []),
    ...(defaultBackend === undefined ? [] : backendProblems(defaultBackend, 'spec.defaultBackend')),
    ...rules.flatMap((rule, index) => ruleProblems(rule, `spec.rules[${index}]`)),
    ...tls.flatMap((entry, index) => tlsProblems(entry, `spec.tls[${index}]`)),
    ...(ingressClassName === undefined ? [] : check('spec.ingressClassName', ingressClassName, dns1123SubdomainFault)),
    ...annotationProblems(metadata.annotations ?? {}, ingressClassName),
  ];
}

function ruleProblems({ host = '', http }: IngressRule, path: string): readonly Problem[] {
  const paths = http?.paths ?? [];
  return [
    ...(host === '' ? [] : hostProblems(host, `${path}.host`)),
    ...(http !== undefined && paths.length === 0 ? [requiredValue(`${path}.http.paths`)] : []),
    ...paths.flatMap((entry, index) => pathProblems(entry, `${path}.http.paths[${index}]`)),
  ];
}

function hostProblems(host: string, path: string): readonly Problem[] {
  if (isIP(host) !== 0) return [invalidValue(path, host, 'must be a DNS name, not an IP address')];
  return check(path, host, host.includes('*') ? wildcardDns1123SubdomainFault : dns1123SubdomainFault);
}

function tlsProblems({ hosts = [], secretName = '' }: IngressTls, path: string): readonly Problem[] {
  return [
    ...hosts.flatMap((host, index) =>
      check(
        `${path}.hosts[${index}]`,
        host,
        host.includes('*') ? wildcardDns1123SubdomainFault : dns1123SubdomainFault,
      ),
    ),
    ...(secretName === '' ? [] : check(`${path}.secretName`, secretName, dns1123SubdomainFault)),
  ];
}

function annotationProblems(annotations: Readonly<Record<string, string>>, className: string | undefined): Problem[] {
  const annotated = annotations[ingressClassAnnotation];
  const twice = annotated !== undefined && className !== undefined;
  const foreign = Object.keys(annotations).filter((key) => controllerAnnotation.test(key));
  return [
    ...(twice
      ? [
          invalidValue(
            fieldOf('metadata.annotations', ingressClassAnnotation),
            annotated,
            'can not be set when the class field is also set',
          ),
        ]
      : []),
    ...foreign.map((key) =>
      withoutEffect(fieldOf('metadata.annotations', key), 'Istio reads no annotation of an Ingress but its class'),
    ),
  ];
}
