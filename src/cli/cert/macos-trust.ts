import { join } from 'node:path';
import type { TrustAction, TrustOutcome, TrustWorld } from './trust-world.ts';

const store = 'login keychain (macOS)';

/** Changes the trust of this user; macOS itself asks for the password. */
export async function trustOnMacos(action: TrustAction, world: TrustWorld): Promise<TrustOutcome> {
  const keychain = join(world.home, 'Library', 'Keychains', 'login.keychain-db');
  const args =
    action === 'trust'
      ? ['add-trusted-cert', '-r', 'trustRoot', '-k', keychain, world.certificate]
      : ['remove-trusted-cert', world.certificate];
  const { status, output } = await world.run('security', args);
  const line = `security ${args.map((arg) => (arg.includes(' ') ? `'${arg}'` : arg)).join(' ')}`;
  if (status === 'ok') return { store, status: 'done', text: `ran ${line}` };
  const reason = status === 'not-installed' ? 'security is not installed' : `security failed: ${output}`;
  return { store, status: 'not-done', text: reason, commands: [line] };
}
