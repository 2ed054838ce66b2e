// source -> snapshot -> translate -> share -> diff -> publish: what happens between a change and the engine.
// Runs in the control thread. One update is under way at a time; changes that arrive meanwhile are taken together by
// the next. See docs/life-of-a-resource.md.
import { dumpedSecret } from '../admin/dumped-secret.ts';
import type { DumpedConfig } from '../admin/view.ts';
import { type ConfigState, diff } from '../envoy/diff.ts';
import { share } from '../envoy/share.ts';
import { buildProxy } from '../snapshot/gateway-proxy.ts';
import type { Source } from '../source/source.ts';
import { translateSecrets } from '../translate/secrets.ts';
import { translate } from '../translate/translate.ts';
import { type BindingPolicy, socketBindings } from './bindings.ts';
import { servedListeners } from './served-listeners.ts';
import type { Update } from './thread-messages.ts';

export interface PipelineOptions {
  readonly source: Source;
  readonly gateway: string | undefined;
  readonly bindingPolicy: BindingPolicy;
  /** Puts an update in force; resolves with the reason where the engine refused it as a whole. */
  readonly publish: (update: Update) => Promise<string | undefined>;
  /** The source could not be read; the last good config serves on. */
  readonly onFailure: (error: unknown) => void;
}

export class Pipeline {
  readonly #options: PipelineOptions;
  /** What the engine runs: the base of the next delta. */
  #inForce: ConfigState | undefined;
  #isRunning = false;
  #isStale = false;

  constructor(options: PipelineOptions) {
    this.#options = options;
  }

  /** Something may have changed. Returns at once; a run starts now or follows the one under way. */
  poke(): void {
    this.#isStale = true;
    if (!this.#isRunning) void this.#run();
  }

  /** The configuration in force, without the bytes of secrets. */
  dump(): DumpedConfig {
    const { config, secrets } = this.#inForce ?? {
      config: { listeners: [], routes: [], clusters: [], endpoints: [] },
      secrets: [],
    };
    return { config, secrets: secrets.map(dumpedSecret) };
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    while (this.#isStale) {
      this.#isStale = false;
      try {
        await this.#step();
      } catch (error) {
        this.#options.onFailure(error);
      }
    }
    this.#isRunning = false;
  }

  async #step(): Promise<void> {
    const { source, gateway, bindingPolicy, publish } = this.#options;
    const { snapshot, findings: inputFindings } = await source.read();
    const { proxy, findings: proxyFindings } = buildProxy(snapshot, { gateway });
    const translated = translate(snapshot, proxy);
    const secrets = translateSecrets(translated.config, snapshot, proxy, this.#inForce?.secrets);
    const next: ConfigState = {
      config: share(this.#inForce?.config, translated.config),
      secrets: share(this.#inForce?.secrets, secrets.secrets),
    };
    const rejected = await publish({
      type: 'update',
      delta: diff(snapshot.revision, this.#inForce, next),
      findings: [...inputFindings, ...proxyFindings, ...translated.findings, ...secrets.findings],
      bindings: socketBindings(next.config.listeners, proxy.serviceTargets, bindingPolicy),
      servers: servedListeners(next.config),
      workloads: proxy.workloads,
      serviceTargets: proxy.serviceTargets,
    });
    if (rejected === undefined) this.#inForce = next;
  }
}
