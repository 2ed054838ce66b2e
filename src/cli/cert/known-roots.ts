import { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type { KnownRoot } from '../../certs/certificate-chain.ts';
import { readCertificates } from '../../certs/read-certificates.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';
import { readBytes } from '../input/read-bytes.ts';
import { findLocalCa } from './local-ca.ts';

/** The CAs that may end a chain: those of a file, the local one, and those Node.js comes with (Mozilla's). */
export function knownRoots(file: string | undefined, context: CliContext): readonly KnownRoot[] {
  const local = findLocalCa(context)?.certificate;
  return [
    ...(file === undefined ? [] : rootsOf(file, context)),
    ...(local === undefined ? [] : [{ certificate: local, origin: 'the local CA' }]),
    ...rootCertificates.map((pem) => ({ certificate: new X509Certificate(pem), origin: 'a public CA' })),
  ];
}

/** @throws CliError where the file holds no certificates */
function rootsOf(file: string, { cwd }: CliContext): readonly KnownRoot[] {
  const read = readCertificates(readBytes(file, cwd));
  if (read.status === 'unusable') throw new CliError(`${file} ${read.problem}`, { exitCode: ExitCode.badInput });
  return read.certificates.map((certificate) => ({ certificate, origin: file }));
}
