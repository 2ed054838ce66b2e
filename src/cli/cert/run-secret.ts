// `ictl cert secret --for gateway/NAME`: the certificates that a Gateway wants, made and put where the proxy looks.
import type { X509Certificate } from 'node:crypto';
import { coversHost } from '../../certs/check-host.ts';
import { generateCertificate } from '../../certs/generate-certificate.ts';
import type { Issuer } from '../../certs/issuer.ts';
import type { KeyType } from '../../certs/key-type.ts';
import { readCertificates } from '../../certs/read-certificates.ts';
import { MAX_COMMON_NAME, parseSubjectName } from '../../certs/subject-name.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { WriteResult } from '../../objects/write-request.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { carryOut } from '../write/carry-out.ts';
import { resultText } from '../write/result-text.ts';
import { readPair } from '../write/tls-secret-data.ts';
import type { WriteFlags } from '../write/write-flags.ts';
import { type FoundServers, findServers } from './find-servers.ts';
import { usableLocalCa } from './local-ca.ts';
import { type SecretContents, secretRequests } from './secret-requests.ts';
import { type WantedCertificate, wantedCertificates } from './wanted-certificates.ts';

interface SecretFlags extends WriteFlags, GlobalOptions {
  readonly for: string;
  readonly host?: readonly string[];
  readonly ca?: boolean;
  readonly key?: string;
  readonly cert?: string;
  readonly keyType?: KeyType;
  readonly days: number;
  readonly force?: boolean;
}

/** @throws CliError or ApiError; nothing is written then */
export async function runSecret(flags: SecretFlags, context: CliContext): Promise<void> {
  const found = await findServers(flags.for, flags, context);
  const wanted = wantedCertificates(found.servers, found.serving);
  if (wanted.length === 0) throw nothingWanted(found);
  const issuer = flags.ca === true ? usableLocalCa(context) : undefined;
  const contents: SecretContents = new Map();
  for (const one of wanted) {
    const pair = await pairFor(one, issuer, flags, context);
    put(contents, one.chain, pair.cert);
    put(contents, one.key, pair.key);
    if (one.ca !== undefined && issuer !== undefined) put(contents, one.ca, Buffer.from(issuer.certificatePem));
  }
  const requests = await secretRequests(contents, found.serving.snapshot, flags.force === true);
  await carryOut(requests, flags, context, (result) => lineOf(result, wanted));
  for (const { ca } of wanted) if (ca !== undefined && issuer === undefined) context.stderr.write(caNote(ca.secret));
}

function put(contents: SecretContents, { secret, key }: WantedCertificate['chain'], bytes: Buffer): void {
  const data = contents.get(secret) ?? new Map<string, Buffer>();
  contents.set(secret, data.set(key, bytes));
}

async function pairFor(
  { hosts, position }: WantedCertificate,
  issuer: Issuer | undefined,
  flags: SecretFlags,
  context: CliContext,
): Promise<{ readonly key: Buffer; readonly cert: Buffer }> {
  const names = [...new Set([...(flags.host ?? []), ...hosts.filter((host) => host !== '*')])];
  if (flags.key !== undefined && flags.cert !== undefined) {
    return givenPair({ key: flags.key, cert: flags.cert }, names, context);
  }
  const [first] = names;
  if (first === undefined) throw noHost();
  const made = await generateCertificate(
    {
      role: 'server',
      commonName: names.find((name) => name.length <= MAX_COMMON_NAME) ?? 'gateway',
      names: names.map(subjectName),
      keyType: flags.keyType ?? (position === 0 ? 'rsa:2048' : 'ecdsa:p256'),
      days: flags.days,
      now: context.now(),
    },
    issuer,
  );
  return { key: Buffer.from(made.keyPem), cert: Buffer.from(made.certificatePem) };
}

/** A pair of the user's must be for every host. */
function givenPair(files: { key: string; cert: string }, names: readonly string[], context: CliContext) {
  const pair = readPair(files, context);
  const read = readCertificates(pair.cert);
  const leaf = read.status === 'read' ? (read.certificates[0] as X509Certificate) : undefined;
  const missing = names.filter((name) => leaf === undefined || !coversHost(leaf, name));
  if (missing.length === 0) return pair;
  throw new CliError(`the certificate in ${files.cert} is not for ${missing.join(', ')}`, {
    exitCode: ExitCode.badInput,
    hint: `ictl cert inspect ${files.cert} shows its names; without --key and --cert one that fits is made`,
  });
}

function subjectName(text: string) {
  const name = parseSubjectName(text);
  if (name !== undefined) return name;
  throw new CliError(`${text} cannot be a name in a certificate`, { exitCode: ExitCode.badInput });
}

function lineOf(result: WriteResult, wanted: readonly WantedCertificate[]): string | undefined {
  const { namespace, name } = result.ref;
  const hosts = wanted.filter(({ chain }) => chain.secret === `${namespace}/${name}`).flatMap((one) => one.hosts);
  const line = resultText(result);
  return line === undefined || hosts.length === 0 ? line : `${line}: certificate for ${[...new Set(hosts)].join(', ')}`;
}

function caNote(secret: string): string {
  const [namespace = '', name = ''] = secret.split('/');
  return `Clients need certificates: say of which CA with --ca (the local one), or ictl create -n ${namespace} secret generic ${name}-cacert --from-file=ca.crt=FILE\n`;
}

function nothingWanted({ name }: FoundServers): CliError {
  return new CliError(`${name} wants no certificate`, {
    exitCode: ExitCode.state,
    hint: 'a server with tls.mode SIMPLE or MUTUAL and a credentialName, or serverCertificate and privateKey, does',
  });
}

function noHost(): CliError {
  return new CliError('the Gateway serves any host, for which no certificate can be', {
    exitCode: ExitCode.usage,
    hint: 'say for which it is to be with --host',
  });
}
