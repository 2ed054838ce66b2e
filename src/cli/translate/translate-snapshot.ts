import type { Config, Secret } from '../../envoy/config.ts';
import type { Finding } from '../../lib/finding.ts';
import { buildProxy } from '../../snapshot/gateway-proxy.ts';
import type { GatewayProxy } from '../../snapshot/proxy.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { translateSecrets } from '../../translate/secrets.ts';
import { translate } from '../../translate/translate.ts';

/** What a snapshot stands for, and all that was found on the way. */
export interface TranslatedSnapshot {
  readonly config: Config;
  readonly secrets: readonly Secret[];
  readonly findings: readonly Finding[];
  readonly snapshot: Snapshot;
  readonly proxy: GatewayProxy;
}

/**
 * Translates a snapshot for the gateways that `serve` plays, or for the one that `--gateway` names.
 * @param inputFindings what was found while the objects were read; they come first
 */
export function translateSnapshot(
  snapshot: Snapshot,
  gateway: string | undefined,
  inputFindings: readonly Finding[],
): TranslatedSnapshot {
  const { proxy, findings: proxyFindings } = buildProxy(snapshot, { gateway });
  const { config, findings } = translate(snapshot, proxy);
  const { secrets, findings: secretFindings } = translateSecrets(config, snapshot, proxy);
  const all = [...inputFindings, ...proxyFindings, ...findings, ...secretFindings];
  return { config, secrets, findings: all, snapshot, proxy };
}
