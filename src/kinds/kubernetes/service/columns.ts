import type { Column } from '../../kind.ts';
import { labelsCell, none } from '../cell.ts';
import { addressCell, reachedCell } from '../load-balancer.ts';
import type { Service } from '../service.ts';

export const serviceColumns: readonly Column[] = [
  { header: 'TYPE', value: (object) => (object as Service).spec?.type ?? 'ClusterIP' },
  { header: 'CLUSTER-IP', value: (object) => (object as Service).spec?.clusterIP || none },
  { header: 'EXTERNAL-IP', value: (object) => externalIp(object as Service) },
  { header: 'PORT(S)', value: (object) => ports(object as Service) },
  { header: 'SELECTOR', value: (object) => labelsCell((object as Service).spec?.selector), wide: true },
  { header: 'REACHED-AT', value: (object) => reachedCell((object as Service).status), wide: true },
];

function externalIp({ spec = {}, status }: Service): string {
  const { type = 'ClusterIP', externalIPs = [], externalName } = spec;
  if (type === 'ExternalName') return externalName || none;
  if (type !== 'LoadBalancer') return externalIPs.join(',') || none;
  return [addressCell(status), ...externalIPs].filter((address) => address !== '').join(',') || '<pending>';
}

/** `80:31380/TCP,443/TCP`: port, node port, protocol. */
function ports({ spec }: Service): string {
  const cells = (spec?.ports ?? []).map(({ port, nodePort = 0, protocol = 'TCP' }) =>
    nodePort > 0 ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`,
  );
  return cells.join(',') || none;
}
