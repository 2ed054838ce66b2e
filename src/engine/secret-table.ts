import type { Secret } from '../envoy/config.ts';
import type { Changes } from '../envoy/delta.ts';

/** The bytes behind the names of secrets. A secret that changes is another object: contexts are cached by it. */
export class SecretTable {
  readonly #secrets = new Map<string, Secret>();

  get(name: string): Secret | undefined {
    return this.#secrets.get(name);
  }

  apply({ changed, removed }: Changes<Secret>): void {
    for (const name of removed) this.#secrets.delete(name);
    for (const secret of changed) this.#secrets.set(secret.name, secret);
  }
}
