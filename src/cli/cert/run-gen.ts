// `ictl cert gen`: a key and its certificate, self-signed or of the local CA, as files, on standard output or as a Secret.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { generateCertificate, type KeyAndCertificate } from '../../certs/generate-certificate.ts';
import type { KeyPair } from '../../certs/generate-keys.ts';
import type { Issuer } from '../../certs/issuer.ts';
import type { KeyType } from '../../certs/key-type.ts';
import { MAX_COMMON_NAME, parseSubjectName, type SubjectName } from '../../certs/subject-name.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { createSecret } from '../write/create-secret.ts';
import type { WriteFlags } from '../write/write-flags.ts';
import { usableLocalCa } from './local-ca.ts';
import { replaceFiles } from './replace-files.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

interface GenFlags extends GlobalOptions, WriteFlags {
  readonly cn: string;
  readonly san?: readonly string[];
  readonly keyType: KeyType;
  readonly days: number;
  readonly org?: string;
  readonly outDir: string;
  /** Default tls.key, or client.key for a client. */
  readonly key?: string;
  readonly cert?: string;
  readonly force?: boolean;
  readonly stdout?: boolean;
  readonly secret?: string;
  /** Signed by the local CA. */
  readonly ca?: boolean;
  /** For a client instead of a server. */
  readonly client?: boolean;
}

/**
 * @param keys of the type that the flags name, perhaps still on their way
 * @throws CliError where a name is none, a file exists, or there is no CA to sign with
 */
export async function runGen(flags: GenFlags, context: CliContext, keys: Promise<KeyPair>): Promise<void> {
  refuseIdleFlags(flags);
  const issuer = flags.ca === true ? usableLocalCa(context) : undefined;
  const now = context.now();
  const pair = await generateCertificate(
    {
      role: flags.client === true ? 'client' : 'server',
      commonName: checkedCommonName(flags.cn),
      ...(flags.org !== undefined && { organization: flags.org }),
      names: (flags.san ?? []).map(checkedName),
      keyType: flags.keyType,
      days: flags.days,
      now,
    },
    issuer,
    keys,
  );
  if (flags.stdout === true) context.stdout.write(pair.keyPem + pair.certificatePem);
  else if (flags.secret !== undefined) await storeSecret(flags.secret, pair, issuer, flags, context);
  else writePair(pair, { issuer, now }, flags, context);
}

/** Flags of writing commands mean something for a Secret only. */
function refuseIdleFlags({ secret, dryRun, wait, output }: GenFlags): void {
  if (secret !== undefined) return;
  const idle = dryRun === true ? '--dry-run' : wait === true ? '--wait' : output === undefined ? undefined : '--output';
  if (idle !== undefined) throw usage(`${idle} goes with --secret`, 'name the Secret with --secret, or leave it out');
}

function checkedCommonName(name: string): string {
  if (name === '' || name.length > MAX_COMMON_NAME) {
    throw usage(`--cn takes 1 to ${MAX_COMMON_NAME} characters`, 'put a longer host name into --san');
  }
  return name;
}

function checkedName(text: string): SubjectName {
  const name = parseSubjectName(text);
  if (name === undefined)
    throw usage(`--san ${text} is no host name, wildcard, IP address or URI`, "for example --san '*.example.com'");
  return name;
}

async function storeSecret(
  name: string,
  pair: KeyAndCertificate,
  issuer: Issuer | undefined,
  flags: GenFlags,
  context: CliContext,
): Promise<void> {
  const data = new Map([
    ['tls.crt', Buffer.from(pair.certificatePem)],
    ['tls.key', Buffer.from(pair.keyPem)],
    // what a gateway verifies clients with in mode MUTUAL, under the key that cert-manager writes, too
    ...(issuer === undefined ? [] : [['ca.crt', Buffer.from(issuer.certificatePem)] as const]),
  ]);
  await createSecret({ name, type: 'kubernetes.io/tls', data }, flags, context);
}

function writePair(
  pair: KeyAndCertificate,
  { issuer, now }: { readonly issuer: Issuer | undefined; readonly now: Date },
  flags: GenFlags,
  { cwd, stdout }: CliContext,
): void {
  const folder = resolve(cwd, flags.outDir);
  const stem = flags.client === true ? 'client' : 'tls';
  const key = resolve(folder, flags.key ?? `${stem}.key`);
  const certificate = resolve(folder, flags.cert ?? `${stem}.crt`);
  if (key === certificate) throw usage('--key and --cert name the same file', 'give each a name of its own');
  const files = [
    { path: key, text: pair.keyPem, mode: 0o600 },
    { path: certificate, text: pair.certificatePem, mode: 0o644 },
  ];
  for (const { path } of files) mkdirSync(dirname(path), { recursive: true });
  if (flags.force === true) replaceFiles(files);
  else writeNewFiles(files, cwd);
  const days = Math.floor((pair.notAfter.getTime() - now.getTime()) / DAY_MS);
  const until = days < flags.days ? `${days} days, when the CA ends` : `${days} days`;
  const by = issuer === undefined ? '' : ', signed by the local CA';
  const what = `key ${shown(key, cwd)} and certificate ${shown(certificate, cwd)}`;
  stdout.write(`Created ${what} for ${flags.cn}${by}, valid for ${until}\n`);
}

/** Never overwrites, not even a file that appears in between; an existing second file leaves no first one behind. */
function writeNewFiles(files: readonly { path: string; text: string; mode: number }[], cwd: string): void {
  const existing = files.find(({ path }) => existsSync(path));
  if (existing !== undefined) throw fileExists(existing.path, cwd);
  for (const { path, text, mode } of files) {
    try {
      writeFileSync(path, text, { mode, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      throw fileExists(path, cwd);
    }
  }
}

function fileExists(path: string, cwd: string): CliError {
  return new CliError(`${shown(path, cwd)} exists`, {
    exitCode: ExitCode.state,
    hint: 'overwrite it with --force, or name other files with --out-dir, --key and --cert',
  });
}

function shown(path: string, cwd: string): string {
  const below = relative(cwd, path);
  return below.startsWith('..') ? path : below;
}

function usage(message: string, hint: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage, hint });
}
