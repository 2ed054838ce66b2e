// What `cert inspect` and `cert verify` look at: a file, a Secret, or what a server sends.
import type { KeyObject, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readCertificates } from '../../certs/read-certificates.ts';
import { readPrivateKey } from '../../certs/read-private-key.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { readBytes } from '../input/read-bytes.ts';

export interface CertificateTarget {
  /** As typed. */
  readonly name: string;
  readonly certificates: readonly X509Certificate[];
  /** Whether they are all there is, in its order. */
  readonly isAsSent: boolean;
  readonly key: TargetKey;
  /** The host that the target itself names. */
  readonly host: string | undefined;
}

export type TargetKey =
  | { readonly status: 'read'; readonly key: KeyObject; readonly origin: string }
  | { readonly status: 'unusable'; readonly problem: string }
  /** By the handshake of a server. */
  | { readonly status: 'proven' }
  | { readonly status: 'unknown' };

export interface TargetFlags extends GlobalOptions {
  /** A file; without one the key is looked for beside the certificates. */
  readonly key?: string;
  readonly host?: string;
}

/** Reads what an argument names. @throws CliError where there are no certificates */
export async function readTarget(name: string, flags: TargetFlags, context: CliContext): Promise<CertificateTarget> {
  const secret = /^secrets?\/([^/]+)$/.exec(name)?.[1];
  if (secret !== undefined) return readSecret(name, secret, flags, context);
  const address = parseAddress(name);
  if (address !== undefined && !existsSync(resolve(context.cwd, name))) {
    const { servedChain } = await import('./served-chain.ts');
    const serverName = flags.host ?? address.host;
    const served = await servedChain({ ...address, serverName }, context.signal);
    return { name, ...served, key: { status: 'proven' }, host: address.host };
  }
  const bytes = readBytes(name, context.cwd);
  return { ...fromBytes(name, bytes), key: fileKey(bytes, name, flags, context) };
}

/** `foo.bar.com:443`, `[::1]:31390`, `https://foo.bar.com`. */
function parseAddress(text: string): { host: string; port: number } | undefined {
  const [, isUrl, bracketed, plain, port] =
    /^(https:\/\/)?(?:\[([0-9a-f:.]+)\]|([^/:]+))(?::(\d{1,5}))?\/?$/i.exec(text) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || (port === undefined && isUrl === undefined)) return undefined;
  const number = Number(port ?? 443);
  return number > 0 && number < 65_536 ? { host, port: number } : undefined;
}

function fromBytes(name: string, bytes: Buffer): Omit<CertificateTarget, 'key'> {
  const read = readCertificates(bytes);
  if (read.status === 'unusable') throw new CliError(`${name} ${read.problem}`, { exitCode: ExitCode.badInput });
  return { name, certificates: read.certificates, isAsSent: true, host: undefined };
}

function fileKey(bytes: Buffer, name: string, { key }: TargetFlags, { cwd }: CliContext): TargetKey {
  if (key !== undefined) return keyOf(readBytes(key, cwd), key);
  return bytes.includes('PRIVATE KEY-----') ? keyOf(bytes, name) : { status: 'unknown' };
}

function keyOf(bytes: Buffer, origin: string): TargetKey {
  const read = readPrivateKey(bytes);
  if (read.status === 'unusable') return { status: 'unusable', problem: `${origin} ${read.problem}` };
  return { ...read, origin };
}

async function readSecret(
  name: string,
  secretName: string,
  flags: TargetFlags,
  context: CliContext,
): Promise<CertificateTarget> {
  const { readSecretParts } = await import('./read-secret-parts.ts');
  const { chain, key } = await readSecretParts(secretName, flags, context);
  return {
    ...fromBytes(`${name} (${chain.key})`, chain.bytes),
    key: key === undefined ? { status: 'unknown' } : keyOf(key.bytes, `${name} (${key.key})`),
    name,
  };
}
