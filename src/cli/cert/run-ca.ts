// `ictl cert ca`: makes the local CA, once.
import { rmSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { generateCertificate } from '../../certs/generate-certificate.ts';
import type { Issuer } from '../../certs/issuer.ts';
import type { KeyType } from '../../certs/key-type.ts';
import { MAX_COMMON_NAME } from '../../certs/subject-name.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { findLocalCa, localCaFiles, writeLocalCa } from './local-ca.ts';

interface CaFlags extends GlobalOptions {
  readonly keyType: KeyType;
  readonly days: number;
  readonly force?: boolean;
  readonly stdout?: boolean;
}

/** Makes the local CA unless there is one, and says where it is. @throws CliError where it cannot be used */
export async function runCa(flags: CaFlags, context: CliContext): Promise<void> {
  const files = localCaFiles(context);
  if (flags.force === true) rmSync(files.folder, { recursive: true, force: true });
  const known = findLocalCa(context);
  const isNew = known === undefined && (await makeCa(flags, context));
  const issuer = known ?? (findLocalCa(context) as Issuer);
  const { subject, validTo, fingerprint256 } = issuer.certificate;
  if (flags.stdout === true) {
    context.stdout.write(issuer.certificatePem);
    return;
  }
  context.stdout.write(
    `${isNew ? 'Created local CA' : 'Local CA'} ${subject.replaceAll('\n', ', ')}, valid until ${validTo}\n` +
      `  certificate  ${files.certificate}\n  key          ${files.key}\n  sha256       ${fingerprint256}\n`,
  );
  if (isNew) context.stderr.write('Trust it with: ictl cert trust. Sign with it: ictl cert gen --ca --cn HOST\n');
}

async function makeCa({ keyType, days }: CaFlags, context: CliContext): Promise<boolean> {
  const commonName = `ictl local CA ${userInfo().username}@${hostname()}`.slice(0, MAX_COMMON_NAME);
  const pair = await generateCertificate({ role: 'ca', commonName, names: [], keyType, days, now: context.now() });
  return writeLocalCa(pair, context);
}
