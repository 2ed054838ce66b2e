// Names out of the store, for the shell. Nothing is made and nothing is said: where the store cannot be read there are
// no names.

import type { Kind } from '../../kinds/kind.ts';
import { deploymentKind } from '../../kinds/kubernetes/deployment/kind.ts';
import { namespaceKind } from '../../kinds/kubernetes/namespace/kind.ts';
import { openObjects } from '../../objects/open-objects.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { DEFAULT_NAMESPACE } from '../input/namespace-rule.ts';
import type { Candidate } from './completion.ts';

export class LiveNames {
  readonly #flags: Pick<GlobalOptions, 'home' | 'namespace'>;
  readonly #context: CliContext;

  constructor(flags: Pick<GlobalOptions, 'home' | 'namespace'>, context: CliContext) {
    this.#flags = flags;
    this.#context = context;
  }

  /** Names of a kind in the namespace that was typed. */
  async ofKind(kind: Kind): Promise<readonly Candidate[]> {
    const namespace = this.#flags.namespace ?? DEFAULT_NAMESPACE;
    return (await this.#list(kind, namespace)).map(({ name }) => ({ value: name }));
  }

  async namespaces(): Promise<readonly Candidate[]> {
    return (await this.#list(namespaceKind)).map(({ name }) => ({ value: name }));
  }

  /** `istio-ingressgateway.istio-system`. */
  async gateways(): Promise<readonly Candidate[]> {
    return (await this.#list(deploymentKind)).map(({ name, namespace }) => ({ value: `${name}.${namespace}` }));
  }

  async #list(kind: Kind, namespace?: string): Promise<readonly { name: string; namespace?: string }[]> {
    const objects = await openObjects(homeFolder(this.#flags, this.#context), 'read', { now: this.#context.now });
    try {
      return objects.list(kind, namespace).items.map(({ metadata }) => metadata);
    } finally {
      objects.close();
    }
  }
}
