import type { Kind } from '../../kind.ts';
import { listCell } from '../cell.ts';
import type { Endpoints } from '../endpoints.ts';

export const endpointsKind: Kind = {
  group: '',
  kind: 'Endpoints',
  plural: 'endpoints',
  singular: 'endpoints',
  shortNames: ['ep'],
  hyphenated: 'endpoints',
  namespaced: true,
  served: ['v1'],
  storageVersion: 'v1',
  apartFromAll: true,
  columns: [{ header: 'ENDPOINTS', value: (object) => listCell(sockets(object as Endpoints)) }],
  load: async () => (await import('./module.ts')).endpointsModule,
};

/** Ready addresses with each port: `127.0.0.1:9000`. */
function sockets({ subsets = [] }: Endpoints): readonly string[] {
  return subsets.flatMap(({ addresses = [], ports = [] }) => {
    const hosts = addresses.map(({ ip }) => (ip.includes(':') ? `[${ip}]` : ip));
    if (ports.length === 0) return hosts;
    return ports.flatMap(({ port }) => hosts.map((host) => (port === undefined ? host : `${host}:${port}`)));
  });
}
