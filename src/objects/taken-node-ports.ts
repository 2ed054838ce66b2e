import type { Service } from '../kinds/kubernetes/service.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { Transaction } from '../store/store.ts';

/** Returns a test for node ports of other Services. They are listed when first asked for, which is seldom. */
export function takenNodePorts(
  transaction: Transaction,
  { metadata }: KubeObject,
): (nodePort: number, protocol: string) => boolean {
  let taken: ReadonlySet<string> | undefined;
  return (nodePort, protocol) => {
    taken ??= new Set(
      transaction
        .list({ group: '', kind: 'Service' })
        .filter(({ key }) => key.namespace !== metadata.namespace || key.name !== metadata.name)
        .flatMap(({ value }) => (value as Service).spec?.ports ?? [])
        .map((port) => `${port.nodePort}/${port.protocol ?? 'TCP'}`),
    );
    return taken.has(`${nodePort}/${protocol}`);
  };
}
