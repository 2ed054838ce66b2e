// `ictl create secret tls`.
import type { CliContext, GlobalOptions } from '../command.ts';
import { createSecret } from './create-secret.ts';
import { type PairFiles, readCa, readPair } from './tls-secret-data.ts';
import type { WriteFlags } from './write-flags.ts';

interface TlsFlags extends WriteFlags, GlobalOptions, PairFiles {
  readonly ca?: string;
}

/** Creates a Secret of a key and its certificate. @throws CliError where they do not fit, or ApiError */
export async function createTlsSecret(name: string, flags: TlsFlags, context: CliContext): Promise<void> {
  const { key, cert } = readPair(flags, context);
  const data = new Map([
    ['tls.crt', cert],
    ['tls.key', key],
  ]);
  if (flags.ca !== undefined) data.set('ca.crt', readCa(flags.ca, context));
  await createSecret({ name, type: 'kubernetes.io/tls', data }, flags, context);
}
