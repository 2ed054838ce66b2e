import type { Kind } from '../../kind.ts';
import { none } from '../cell.ts';
import type { IngressClass } from '../ingress-class.ts';

export const ingressClassKind: Kind = {
  group: 'networking.k8s.io',
  kind: 'IngressClass',
  plural: 'ingressclasses',
  singular: 'ingressclass',
  shortNames: [],
  hyphenated: 'ingress-class',
  namespaced: false,
  served: ['networking.k8s.io/v1', 'networking.k8s.io/v1beta1'],
  storageVersion: 'networking.k8s.io/v1',
  apartFromAll: true,
  columns: [
    { header: 'CONTROLLER', value: (object) => (object as IngressClass).spec?.controller ?? '' },
    { header: 'PARAMETERS', value: (object) => parameters(object as IngressClass) },
  ],
  load: async () => (await import('./module.ts')).ingressClassModule,
};

/** `<kind>.<group>/<name>` of the object with the class's parameters. */
function parameters({ spec }: IngressClass): string {
  const reference = spec?.parameters;
  if (reference === undefined) return none;
  const { apiGroup, kind, name } = reference;
  return apiGroup === undefined ? `${kind}/${name}` : `${kind}.${apiGroup}/${name}`;
}
