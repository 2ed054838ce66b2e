import type { Kind } from '../../kind.ts';
import { none } from '../cell.ts';
import type { ContainerStatus, Pod } from '../pod.ts';

export const podKind: Kind = {
  group: '',
  kind: 'Pod',
  plural: 'pods',
  singular: 'pod',
  shortNames: ['po'],
  hyphenated: 'pod',
  namespaced: true,
  served: ['v1'],
  storageVersion: 'v1',
  columns: [
    { header: 'READY', value: (object) => ready(object as Pod) },
    { header: 'STATUS', value: (object) => (object as Pod).status?.phase ?? 'Unknown' },
    { header: 'RESTARTS', value: (object) => String(restarts(object as Pod)) },
    { header: 'IP', value: (object) => (object as Pod).status?.podIP ?? none, wide: true },
    { header: 'NODE', value: (object) => (object as Pod).spec.nodeName ?? none, wide: true },
  ],
  load: async () => (await import('./module.ts')).podModule,
};

function statuses({ status }: Pod): readonly ContainerStatus[] {
  return status?.containerStatuses ?? [];
}

function ready(pod: Pod): string {
  return `${statuses(pod).filter((status) => status.ready).length}/${pod.spec.containers.length}`;
}

function restarts(pod: Pod): number {
  return statuses(pod).reduce((sum, { restartCount }) => sum + restartCount, 0);
}
