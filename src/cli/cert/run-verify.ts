// `ictl cert verify`: whether clients will take a certificate, check by check.
import type { X509Certificate } from 'node:crypto';
import { type CertificateChain, certificateChain } from '../../certs/certificate-chain.ts';
import type { CertificateCheck } from '../../certs/certificate-check.ts';
import { checkHosts } from '../../certs/check-host.ts';
import { checkStrength } from '../../certs/check-strength.ts';
import { checkUse } from '../../certs/check-use.ts';
import { checkValidity } from '../../certs/check-validity.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { jsonText } from '../output/json-text.ts';
import { type Paint, paintFor } from '../output/paint.ts';
import { type CertificateTarget, readTarget, type TargetFlags } from './certificate-target.ts';
import { chainVerdict } from './chain-text.ts';
import { knownRoots } from './known-roots.ts';

interface VerifyFlags extends Omit<TargetFlags, 'host'> {
  readonly host?: readonly string[];
  readonly ca?: string;
  readonly client?: boolean;
  readonly output?: 'text' | 'json';
}

/** Prints every check. @throws CliError with exit code 1 where one has failed */
export async function runVerify(name: string, flags: VerifyFlags, context: CliContext): Promise<void> {
  const { host: hosts = [], ...rest } = flags;
  const target = await readTarget(name, { ...rest, ...(hosts[0] !== undefined && { host: hosts[0] }) }, context);
  const checks = checksOf(target, hosts, flags, context);
  const failed = checks.filter(({ level }) => level === 'failed');
  if (flags.output === 'json') {
    const entries = checks.map(({ name: check, level, text }) => ({ check, level, message: text }));
    context.stdout.write(jsonText({ source: name, ok: failed.length === 0, checks: entries }));
  } else {
    const paint = await paintFor(context.stdout, context.env, flags.color);
    for (const check of checks) context.stdout.write(checkText(check, paint));
  }
  if (failed.length === 0) return;
  const names = failed.map(({ name: check }) => check).join(', ');
  throw new CliError(`${name} fails ${failed.length} of ${checks.length} checks: ${names}`, { exitCode: ExitCode.no });
}

function checksOf(
  target: CertificateTarget,
  hosts: readonly string[],
  flags: VerifyFlags,
  context: CliContext,
): readonly CertificateCheck[] {
  const { certificates } = target;
  const key = target.key.status === 'read' ? target.key.key : undefined;
  const chain = certificateChain(certificates, { roots: () => knownRoots(flags.ca, context), key });
  const links = chain.path.map((at) => certificates[at] as X509Certificate);
  const leaf = links[0] as X509Certificate;
  return [
    checkKey(target, leaf),
    checkChain(chain, target),
    checkValidity(links, context.now()),
    checkHosts(leaf, flags.client === true ? [] : hostsOf(hosts, target)),
    checkUse(leaf, flags.client === true ? 'client' : 'server'),
    checkStrength(links),
  ];
}

/** Without --host a server must be who it was called. */
function hostsOf(hosts: readonly string[], { host }: CertificateTarget): readonly string[] {
  if (hosts.length > 0) return hosts;
  return host === undefined ? [] : [host];
}

function checkKey({ key }: CertificateTarget, leaf: X509Certificate): CertificateCheck {
  switch (key.status) {
    case 'unknown':
      return { name: 'key', level: 'skipped', text: 'no --key is given' };
    case 'proven':
      return { name: 'key', level: 'ok', text: 'the server has it' };
    case 'unusable':
      return { name: 'key', level: 'failed', text: key.problem };
    case 'read':
      return leaf.checkPrivateKey(key.key)
        ? { name: 'key', level: 'ok', text: 'it belongs to the certificate' }
        : { name: 'key', level: 'failed', text: `${key.origin} does not belong to any of the certificates` };
  }
}

function checkChain(chain: CertificateChain, { certificates, isAsSent }: CertificateTarget): CertificateCheck {
  const verdict = chainVerdict(chain, certificates);
  const note = isAsSent ? '' : '; the order is not known, for the server takes TLS 1.3 only';
  return { name: 'chain', level: verdict.level, text: `${verdict.text}${note}` };
}

function checkText({ name, level, text }: CertificateCheck, { red, yellow, green, dim }: Paint): string {
  const colors = { ok: green, warning: yellow, failed: red, skipped: dim };
  return `${colors[level](level.padEnd(10))}${name.padEnd(11)}${escapeLine(text)}\n`;
}
