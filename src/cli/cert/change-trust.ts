import { trustOnLinux } from './linux-trust.ts';
import { trustOnMacos } from './macos-trust.ts';
import { trustInBrowsers } from './nss-trust.ts';
import type { TrustAction, TrustOutcome, TrustWorld } from './trust-world.ts';

/** Puts the CA into the stores of this machine, or takes it out; the answer is what came of each. */
export async function changeTrust(action: TrustAction, world: TrustWorld): Promise<readonly TrustOutcome[]> {
  const system = world.platform === 'darwin' ? trustOnMacos : trustOnLinux;
  return [await system(action, world), ...(await trustInBrowsers(action, world))];
}
