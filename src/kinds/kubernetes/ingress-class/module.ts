import { immutable } from '../../field-immutable.ts';
import { invalidValue, refused, requiredValue } from '../../field-problem.ts';
import type { KindModule } from '../../kind.ts';
import { qualifiedNameFault } from '../../metadata/labels.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import type { Problem } from '../../problem.ts';
import { builtInModule, sameSchema } from '../built-in-module.ts';
import { expandKind } from '../compact-schema.ts';
import { ingressClassTypes } from '../generated/ingress-class.ts';
import type { IngressClass } from '../ingress-class.ts';

const maxControllerLength = 250;

export const ingressClassModule: KindModule = builtInModule<IngressClass>({
  schemas: sameSchema(expandKind(ingressClassTypes, 'IngressClass'), [
    'networking.k8s.io/v1',
    'networking.k8s.io/v1beta1',
  ]),
  storageVersion: 'networking.k8s.io/v1',
  nameRule: dns1123SubdomainFault,
  applyDefaults,
  validate,
  validateUpdate: ({ spec }, previous) => immutable('spec.controller', spec?.controller, previous.spec?.controller),
});

function applyDefaults(ingressClass: IngressClass): IngressClass {
  const { spec } = ingressClass;
  if (spec?.parameters === undefined) return ingressClass;
  return { ...ingressClass, spec: { ...spec, parameters: { scope: 'Cluster', ...spec.parameters } } };
}

function validate({ spec }: IngressClass): readonly Problem[] {
  const controller = spec?.controller ?? '';
  if (controller === '') return [requiredValue('spec.controller')];
  if (controller.length > maxControllerLength) {
    return [refused('spec.controller', `must be no more than ${maxControllerLength} characters`)];
  }
  // A path with a domain before its first slash, as `istio.io/ingress-controller`.
  const parts = controller.split('/');
  const fault = parts.length < 2 ? 'must be a domain-prefixed path (such as "acme.io/foo")' : controllerFault(parts);
  return fault === undefined ? [] : [invalidValue('spec.controller', controller, fault)];
}

function controllerFault([domain = '', ...rest]: readonly string[]): string | undefined {
  return dns1123SubdomainFault(domain) ?? rest.map(qualifiedNameFault).find((fault) => fault !== undefined);
}
