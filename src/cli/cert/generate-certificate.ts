// `ictl cert gen`: a key and a self-signed certificate, as files, on standard output or as a Secret.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { generateSelfSigned, type KeyAndCertificate } from '../../certs/generate-self-signed.ts';
import type { KeyType } from '../../certs/key-type.ts';
import { MAX_COMMON_NAME, parseSubjectName, type SubjectName } from '../../certs/subject-name.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { createSecret } from '../write/create-secret.ts';
import { replaceFiles } from './replace-files.ts';

interface CertFlags extends GlobalOptions {
  readonly cn: string;
  readonly san?: readonly string[];
  readonly keyType: KeyType;
  readonly days: number;
  readonly org?: string;
  readonly outDir: string;
  readonly key: string;
  readonly cert: string;
  readonly force?: boolean;
  readonly stdout?: boolean;
  readonly secret?: string;
}

/** @throws CliError where a name is none, or a file exists */
export async function generateCertificate(flags: CertFlags, context: CliContext): Promise<void> {
  const pair = await generateSelfSigned({
    commonName: checkedCommonName(flags.cn),
    ...(flags.org !== undefined && { organization: flags.org }),
    names: (flags.san ?? []).map(checkedName),
    keyType: flags.keyType,
    days: flags.days,
    now: context.now(),
  });
  if (flags.stdout === true) context.stdout.write(pair.keyPem + pair.certificatePem);
  else if (flags.secret !== undefined) await storeSecret(flags.secret, pair, flags, context);
  else writePair(pair, flags, context);
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
    throw usage(`--san ${text} is no host name, wildcard or IP address`, "for example --san '*.example.com'");
  return name;
}

async function storeSecret(
  name: string,
  pair: KeyAndCertificate,
  flags: CertFlags,
  context: CliContext,
): Promise<void> {
  const data = new Map([
    ['tls.crt', Buffer.from(pair.certificatePem)],
    ['tls.key', Buffer.from(pair.keyPem)],
  ]);
  await createSecret({ name, type: 'kubernetes.io/tls', data }, { ...flags, timeout: 0 }, context);
}

function writePair(pair: KeyAndCertificate, flags: CertFlags, { cwd, stdout }: CliContext): void {
  const folder = resolve(cwd, flags.outDir);
  const key = resolve(folder, flags.key);
  const certificate = resolve(folder, flags.cert);
  if (key === certificate) throw usage('--key and --cert name the same file', 'give each a name of its own');
  const files = [
    { path: key, text: pair.keyPem, mode: 0o600 },
    { path: certificate, text: pair.certificatePem, mode: 0o644 },
  ];
  for (const { path } of files) mkdirSync(dirname(path), { recursive: true });
  if (flags.force === true) replaceFiles(files);
  else writeNewFiles(files, cwd);
  stdout.write(
    `Created key ${shown(key, cwd)} and certificate ${shown(certificate, cwd)} for ${flags.cn}, valid for ${flags.days} days\n`,
  );
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
