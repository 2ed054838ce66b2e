// `ictl create secret tls`: a pair that does not fit is refused here, not by the first TLS handshake.
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { readBytes } from '../input/read-bytes.ts';
import { createSecret } from './create-secret.ts';
import type { WriteFlags } from './write-flags.ts';

interface TlsFlags extends WriteFlags, GlobalOptions {
  readonly key: string;
  readonly cert: string;
}

/** Creates a Secret of a key and its certificate. @throws CliError where they do not fit, or ApiError */
export async function createTlsSecret(name: string, flags: TlsFlags, context: CliContext): Promise<void> {
  const key = readBytes(flags.key, context.cwd);
  const certificate = readBytes(flags.cert, context.cwd);
  if (!parseCertificate(certificate, flags.cert).checkPrivateKey(parseKey(key, flags.key))) {
    throw badInput(
      `the private key in ${flags.key} does not belong to the certificate in ${flags.cert}`,
      'ictl cert gen --cn HOST makes a pair that fits',
    );
  }
  const data = new Map([
    ['tls.crt', certificate],
    ['tls.key', key],
  ]);
  await createSecret({ name, type: 'kubernetes.io/tls', data }, flags, context);
}

/** The first certificate of the file, which is the one the key must fit. */
function parseCertificate(pem: Buffer, file: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw badInput(`${file} holds no PEM certificate`, 'it must begin with -----BEGIN CERTIFICATE-----', cause);
  }
}

function parseKey(pem: Buffer, file: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch (cause) {
    const hint = pem.includes('ENCRYPTED')
      ? `it is encrypted: openssl pkey -in ${file} -out plain.key`
      : 'it must begin with -----BEGIN PRIVATE KEY-----';
    throw badInput(`${file} holds no usable PEM private key`, hint, cause);
  }
}

function badInput(message: string, hint: string, cause?: unknown): CliError {
  return new CliError(message, { exitCode: ExitCode.badInput, hint, cause });
}
