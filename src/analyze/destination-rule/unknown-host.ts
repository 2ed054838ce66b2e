import { refOf } from '../../translate/finding-list.ts';
import { HostSet } from '../../translate/host-set.ts';
import { resolveHost } from '../../translate/short-name.ts';
import type { Analyzer } from '../analyzer.ts';

/** A rule that no destination will ever meet (Istio's SubsetSelectPodAnalyzer). */
export const unknownDestinationRuleHosts: Analyzer = {
  name: 'destination-rule/unknown-host',
  codes: ['IST0174'],
  description: 'the host of a DestinationRule is that of a Service or ServiceEntry',
  analyze({ snapshot, services }, findings) {
    const hosts = new HostSet(services.services.map(({ host }) => host));
    for (const rule of snapshot.destinationRules) {
      const host = resolveHost(rule.spec?.host ?? '', rule.metadata.namespace ?? '');
      if (hosts.overlaps(host)) continue;
      const message = `there is no Service or ServiceEntry ${host} that the gateway can see, so the rule applies to nothing; check the name, or add a ServiceEntry`;
      findings.report('IST0174', message, refOf(rule), 'spec.host');
    }
  },
};
