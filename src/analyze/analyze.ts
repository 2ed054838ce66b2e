// Everything that is to be said of a set of objects: what validation said, what translation and its secrets say, and
// the checks of analyzers.ts, which look at the objects and at the configuration made of them. Pure:
// the clock and the bytes of files are arguments. docs/analyze.md tells users of it.
import type { Origin } from '../kinds/decode/decoded.ts';
import type { KubeObject } from '../kinds/object.ts';
import type { Finding } from '../lib/finding.ts';
import type { DiskFiles } from '../snapshot/disk-file.ts';
import { buildProxy } from '../snapshot/gateway-proxy.ts';
import { buildSnapshot } from '../snapshot/snapshot.ts';
import { FindingList } from '../translate/finding-list.ts';
import { bindServers, servedGateway } from '../translate/gateway/bind-servers.ts';
import { locateFindings } from '../translate/locate-findings.ts';
import { translateSecrets } from '../translate/secrets.ts';
import { buildServiceRegistry } from '../translate/service/service-registry.ts';
import { translate } from '../translate/translate.ts';
import type { Analysis } from './analysis.ts';
import { analyzers } from './analyzers.ts';

export interface AnalyzedInput {
  /** In their storage versions, with defaults; those of the local cluster among them. */
  readonly objects: readonly KubeObject[];
  /** Where objects stand in files, by objectId. */
  readonly origins?: ReadonlyMap<string, Origin>;
  /** Certificate files that objects name. */
  readonly files?: DiskFiles;
  readonly meshConfigText?: string | undefined;
  /** `NAME.NAMESPACE` of the gateway Deployment to look at. */
  readonly gateway?: string | undefined;
  /** What decoding and validation have said. */
  readonly problems: readonly Finding[];
  readonly now: Date;
}

/** Finds what is wrong or will surprise, in no particular order. */
export function analyze(input: AnalyzedInput): readonly Finding[] {
  const { objects, origins = new Map(), files, meshConfigText } = input;
  const snapshot = buildSnapshot({
    revision: 1,
    objects,
    origins,
    ...(files !== undefined && { files }),
    ...(meshConfigText !== undefined && { meshConfigText }),
  });
  const { proxy, findings: missingGateway } = buildProxy(snapshot, { gateway: input.gateway });
  const { config, findings: translated } = translate(snapshot, proxy);
  const { secrets, findings: unusable } = translateSecrets(config, snapshot, proxy);
  const known = [...input.problems, ...missingGateway, ...translated, ...unusable];
  const analysis: Analysis = {
    objects,
    snapshot,
    proxy,
    config,
    secrets,
    services: buildServiceRegistry(snapshot, proxy),
    // translation has reported the Gateways that select nothing
    servers: bindServers(snapshot.gateways.map(servedGateway), proxy, new FindingList()),
    known,
    now: input.now,
  };
  return [...known, ...locateFindings(runAnalyzers(analysis), origins)];
}

function runAnalyzers(analysis: Analysis): readonly Finding[] {
  const findings = new FindingList();
  for (const { analyze: check } of analyzers) check(analysis, findings);
  return findings.all();
}
