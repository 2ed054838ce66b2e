import { checkPair } from '../../certs/check-pair.ts';
import { readCertificates } from '../../certs/read-certificates.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';
import { readBytes } from '../input/read-bytes.ts';

export interface PairFiles {
  readonly key: string;
  readonly cert: string;
}

/**
 * Reads a key and its certificate from files; warnings go to standard error.
 * @throws CliError where they cannot be served: a pair that does not fit is refused here, not by the first handshake
 */
export function readPair(
  { key, cert }: PairFiles,
  context: CliContext,
): { readonly key: Buffer; readonly cert: Buffer } {
  const keyBytes = readBytes(key, context.cwd);
  const certBytes = readBytes(cert, context.cwd);
  const verdict = checkPair({ name: key, bytes: keyBytes }, { name: cert, bytes: certBytes }, context.now());
  if (verdict.status === 'refused') throw badInput(verdict.problem, verdict.hint);
  for (const warning of verdict.warnings) context.stderr.write(`Warning: ${warning}\n`);
  return { key: keyBytes, cert: certBytes };
}

/** Reads the CAs that clients are verified with. @throws CliError where there is none */
export function readCa(file: string, context: CliContext): Buffer {
  const bytes = readBytes(file, context.cwd);
  const read = readCertificates(bytes);
  const hint = 'it must hold the certificates of the CAs, each -----BEGIN CERTIFICATE-----';
  if (read.status === 'unusable') throw badInput(`${file} ${read.problem}`, hint);
  if (bytes[0] === 0x30) throw badInput(`${file} is DER, not PEM`, hint);
  if (!read.certificates.some(({ ca }) => ca)) throw badInput(`${file} holds no certificate of a CA`, hint);
  const expired = read.certificates.filter(({ validTo }) => Date.parse(validTo) <= context.now().getTime());
  if (expired.length === read.certificates.length) throw badInput(`every certificate in ${file} has expired`, hint);
  return bytes;
}

function badInput(message: string, hint: string): CliError {
  return new CliError(message, { exitCode: ExitCode.badInput, hint });
}
