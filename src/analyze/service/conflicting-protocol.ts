import type { ServiceEntry } from '../../kinds/service-entry/service-entry.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import { refOf } from '../../translate/finding-list.ts';
import { readVisibility } from '../../translate/visibility.ts';
import type { Analysis } from '../analysis.ts';
import type { Analyzer } from '../analyzer.ts';

/** Of two protocols for one port one is chosen by age (Istio's ConflictingServiceEntryProtocolAnalyzer). */
export const conflictingProtocols: Analyzer = {
  name: 'service-entry/conflicting-protocol',
  codes: ['IST0177'],
  description: 'ServiceEntries that give the same host and port agree on the protocol',
  analyze({ snapshot }, findings) {
    for (const [, ports] of groupBy(portsOf(snapshot), ({ key }) => key)) {
      const [oldest] = ports;
      for (const { entry, host, number, protocol, path } of ports) {
        if (oldest === undefined || protocol === oldest.protocol || !isSeenTogether(entry, oldest.entry, snapshot))
          continue;
        const { namespace, name } = refOf(oldest.entry);
        const message = `port ${number} of ${host} is ${protocol} here and ${oldest.protocol} in ServiceEntry ${namespace}/${name}, which is older and counts; give both the same protocol`;
        findings.report('IST0177', message, refOf(entry), path);
      }
    }
  },
};

interface EntryPort {
  readonly key: string;
  readonly entry: ServiceEntry;
  readonly host: string;
  readonly number: number;
  readonly protocol: string;
  readonly path: string;
}

function portsOf({ serviceEntries }: Analysis['snapshot']): readonly EntryPort[] {
  return serviceEntries.flatMap((entry) =>
    entry.spec.hosts.flatMap((host) =>
      (entry.spec.ports ?? []).map(({ number, protocol = 'TCP' }, index) => ({
        key: `${host}:${number}`,
        entry,
        host,
        number,
        protocol: protocol.toUpperCase(),
        path: `spec.ports[${index}].protocol`,
      })),
    ),
  );
}

function isSeenTogether(left: ServiceEntry, right: ServiceEntry, { meshConfig }: Analysis['snapshot']): boolean {
  const [one, other] = [left, right].map(({ spec, metadata }) =>
    readVisibility(spec.exportTo, meshConfig.defaultServiceExportTo, metadata.namespace ?? ''),
  );
  if (one === undefined || other === undefined) return false;
  return [...one].some((namespace) => namespace === '*' || other.has('*') || other.has(namespace));
}
