// The local CA: one for each user, whatever stores there are, because the system trusts it for the user.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Issuer, readIssuer } from '../../certs/issuer.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';
import { dataFolder } from '../data-folder.ts';

export interface LocalCaFiles {
  readonly folder: string;
  readonly key: string;
  readonly certificate: string;
}

export function localCaFiles(context: Pick<CliContext, 'env'>): LocalCaFiles {
  const folder = join(dataFolder(context), 'ca');
  return { folder, key: join(folder, 'ca.key'), certificate: join(folder, 'ca.crt') };
}

/** Reads the local CA; undefined where there is none. @throws CliError where it cannot be used */
export function findLocalCa(context: Pick<CliContext, 'env'>): Issuer | undefined {
  const { folder, key, certificate } = localCaFiles(context);
  if (!existsSync(folder)) return undefined;
  try {
    return readIssuer(readFileSync(certificate, 'utf8'), readFileSync(key, 'utf8'));
  } catch (cause) {
    throw new CliError(`the local CA in ${folder} cannot be used: ${cause instanceof Error ? cause.message : cause}`, {
      exitCode: ExitCode.unavailable,
      hint: 'make a new one with: ictl cert ca --force',
      cause,
    });
  }
}

/** Returns the local CA that is to sign now. @throws CliError where there is none, or it has expired */
export function usableLocalCa(context: Pick<CliContext, 'env' | 'now'>): Issuer {
  const issuer = findLocalCa(context);
  if (issuer === undefined) {
    throw new CliError('there is no local CA', { exitCode: ExitCode.state, hint: 'make it once with: ictl cert ca' });
  }
  if (Date.parse(issuer.certificate.validTo) <= context.now().getTime()) {
    throw new CliError(`the local CA has expired on ${issuer.certificate.validTo}`, {
      exitCode: ExitCode.state,
      hint: 'make a new one with: ictl cert ca --force',
    });
  }
  return issuer;
}

/**
 * Writes both files at once, in a folder that only the user may enter; the answer is false where another process was
 * faster.
 */
export function writeLocalCa(
  pair: { readonly keyPem: string; readonly certificatePem: string },
  context: Pick<CliContext, 'env'>,
): boolean {
  const { folder } = localCaFiles(context);
  mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
  const draft = mkdtempSync(`${folder}-`);
  try {
    writeFileSync(join(draft, 'ca.key'), pair.keyPem, { mode: 0o600 });
    writeFileSync(join(draft, 'ca.crt'), pair.certificatePem, { mode: 0o644 });
    renameSync(draft, folder);
    return true;
  } catch (error) {
    rmSync(draft, { recursive: true });
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false;
    throw error;
  }
}
