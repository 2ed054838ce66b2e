import type { DestinationRule } from '../../kinds/destination-rule/destination-rule.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import { refOf } from '../../translate/finding-list.ts';
import { resolveHost } from '../../translate/short-name.ts';
import type { Analyzer } from '../analyzer.ts';

/**
 * Rules of one namespace and host are merged (Istio's model/destination_rule.go): the oldest traffic policy counts, and
 * of two subsets with a name the older one. What loses is silent in Istio.
 */
export const overruledDestinationRules: Analyzer = {
  name: 'destination-rule/overruled',
  codes: ['ICTL0074'],
  description: 'no two DestinationRules of a namespace say the same thing of a host',
  analyze({ snapshot }, findings) {
    for (const [, rules] of groupBy(snapshot.destinationRules, hostKey)) {
      for (const { rule, older, what, path } of overruled(rules)) {
        const message = `${what} is not heeded, for DestinationRule ${older.metadata.name} of the same host is older and has one; merge the two`;
        findings.report('ICTL0074', message, refOf(rule), path);
      }
    }
  },
};

/** Rules with other selectors or other visibility stand beside each other. */
function hostKey({ metadata: { namespace = '' }, spec }: DestinationRule): string {
  const { host = '', workloadSelector, exportTo } = spec ?? {};
  return JSON.stringify([
    namespace,
    resolveHost(host, namespace),
    workloadSelector ?? null,
    [...(exportTo ?? [])].sort(),
  ]);
}

interface Overruled {
  readonly rule: DestinationRule;
  readonly older: DestinationRule;
  readonly what: string;
  readonly path: string;
}

function overruled(rules: readonly DestinationRule[]): readonly Overruled[] {
  const owners = new Map<string, DestinationRule>();
  return rules.flatMap((rule) =>
    partsOf(rule).flatMap(({ key, what, path }) => {
      const older = owners.get(key);
      if (older === undefined) owners.set(key, rule);
      return older === undefined || older === rule ? [] : [{ rule, older, what, path }];
    }),
  );
}

function partsOf({
  spec,
}: DestinationRule): readonly { readonly key: string; readonly what: string; readonly path: string }[] {
  const policy =
    spec?.trafficPolicy === undefined ? [] : [{ key: 'policy', what: 'the trafficPolicy', path: 'spec.trafficPolicy' }];
  const subsets = (spec?.subsets ?? []).map(({ name }, index) => ({
    key: `subset ${name}`,
    what: `subset ${name}`,
    path: `spec.subsets[${index}]`,
  }));
  return [...policy, ...subsets];
}
