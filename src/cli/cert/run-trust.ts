// `ictl cert trust` and `untrust`: what was done, what was not, and how to have it done.
import { existsSync } from 'node:fs';
import { homedir, platform, userInfo } from 'node:os';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { paintFor } from '../output/paint.ts';
import { changeTrust } from './change-trust.ts';
import { localCaFiles, usableLocalCa } from './local-ca.ts';
import type { RunOutcome, TrustAction, TrustOutcome, TrustWorld } from './trust-world.ts';

/** Programs that change system stores are where ordinary users do not look. */
const SYSTEM_PATH = '/usr/sbin:/sbin';

/** @throws CliError with exit code 1 where something is left to do */
export async function runTrust(action: TrustAction, flags: GlobalOptions, context: CliContext): Promise<void> {
  const { certificate } = localCaFiles(context);
  if (action === 'trust') usableLocalCa(context);
  else if (!existsSync(certificate)) {
    throw new CliError('there is no local CA', {
      exitCode: ExitCode.state,
      hint: 'one that is lost is removed by hand: it is called ictl-local-ca in each store',
    });
  }
  const outcomes = await changeTrust(action, trustWorld(certificate, context));
  await print(outcomes, flags, context);
  if (action === 'trust') context.stdout.write(othersText(certificate));
  const left = outcomes.filter(({ status }) => status === 'not-done').length;
  if (left > 0) {
    throw new CliError(`${left} of ${outcomes.length} stores not changed`, { exitCode: ExitCode.no });
  }
}

async function print(outcomes: readonly TrustOutcome[], flags: GlobalOptions, context: CliContext): Promise<void> {
  const { red, green, dim } = await paintFor(context.stdout, context.env, flags.color);
  const colors = { done: green, unchanged: dim, 'not-done': red };
  for (const { store, status, text, commands = [] } of outcomes) {
    const label = colors[status](status.replace('-', ' ').padEnd(10));
    context.stdout.write(`${label} ${escapeLine(`${store}: ${text}`)}\n`);
    for (const command of commands) context.stdout.write(`             ${escapeLine(command)}\n`);
  }
}

/** Programs that ask neither the system nor a browser's database. */
function othersText(certificate: string): string {
  return `Not looked at:
  Node.js      NODE_EXTRA_CA_CERTS='${certificate}', or node --use-system-ca from 22.15 on
  Python       REQUESTS_CA_BUNDLE or SSL_CERT_FILE, the bundle of the system
  Java         keytool -importcert -cacerts -alias ictl -file '${certificate}'
  one request  curl --cacert '${certificate}' https://...
`;
}

function trustWorld(certificate: string, { env, signal }: CliContext): TrustWorld {
  const user = userInfo().username.replace(/[^A-Za-z0-9_-]/g, '_');
  return {
    platform: platform(),
    root: '/',
    home: env.HOME || homedir(),
    certificate,
    label: `ictl-local-ca-${user}`,
    run: (command, args) => run(command, args, env, signal),
  };
}

async function run(
  command: string,
  args: readonly string[],
  env: CliContext['env'],
  signal: AbortSignal,
): Promise<RunOutcome> {
  const { execa } = await import('execa');
  const result = await execa(command, args, {
    env: { ...env, PATH: `${env.PATH ?? ''}:${SYSTEM_PATH}` },
    extendEnv: false,
    all: true,
    reject: false,
    stdin: 'ignore',
    cancelSignal: signal,
  });
  // EACCES: a folder of PATH that this user may not enter
  if (result.code === 'ENOENT' || result.code === 'EACCES') return { status: 'not-installed', output: '' };
  const output = (result.all || result.shortMessage || '').trim();
  return { status: result.exitCode === 0 ? 'ok' : 'failed', output };
}
