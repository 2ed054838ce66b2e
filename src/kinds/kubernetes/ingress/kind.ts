import type { Kind } from '../../kind.ts';
import { none } from '../cell.ts';
import type { Ingress } from '../ingress.ts';
import { addressCell, reachedCell } from '../load-balancer.ts';

const shownHosts = 3;

export const ingressKind: Kind = {
  group: 'networking.k8s.io',
  kind: 'Ingress',
  plural: 'ingresses',
  singular: 'ingress',
  shortNames: ['ing'],
  hyphenated: 'ingress',
  namespaced: true,
  served: ['networking.k8s.io/v1', 'networking.k8s.io/v1beta1', 'extensions/v1beta1'],
  storageVersion: 'networking.k8s.io/v1',
  columns: [
    { header: 'CLASS', value: (object) => (object as Ingress).spec?.ingressClassName ?? none },
    { header: 'HOSTS', value: (object) => hosts(object as Ingress) },
    { header: 'ADDRESS', value: (object) => addressCell((object as Ingress).status) },
    { header: 'PORTS', value: (object) => ((object as Ingress).spec?.tls?.length ? '80, 443' : '80') },
    { header: 'REACHED-AT', value: (object) => reachedCell((object as Ingress).status), wide: true },
  ],
  load: async () => (await import('./module.ts')).ingressModule,
};

/** kubectl counts rules beyond the third as more, whether they have a host or not. */
function hosts({ spec }: Ingress): string {
  const rules = spec?.rules ?? [];
  const named = rules.map(({ host = '' }) => host).filter((host) => host !== '');
  const shown = named.slice(0, shownHosts).join(',');
  if (named.length === 0) return '*';
  return named.length >= shownHosts && rules.length > shownHosts
    ? `${shown} + ${rules.length - shownHosts} more...`
    : shown;
}
