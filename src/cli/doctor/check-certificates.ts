import type { Secret } from '../../kinds/kubernetes/secret.ts';
import { CliError } from '../../lib/errors.ts';
import { findLocalCa } from '../cert/local-ca.ts';
import type { CliContext } from '../command.ts';
import { type SecretView, secretView } from '../describe/certificate-view.ts';
import type { TranslatedSnapshot } from '../translate/translate-snapshot.ts';
import { bad, type CheckUp, ok, warning } from './check-up.ts';

const SOON_DAYS = 14;
const DAY_MS = 24 * 60 * 60 * 1000;

/** The certificates of every Secret: whether they are valid, and their keys theirs; and the local CA. */
export function checkCertificates(translated: TranslatedSnapshot, context: CliContext): readonly CheckUp[] {
  const now = context.now();
  const checkUps = [...translated.snapshot.secrets.values()].flatMap((secret) => checkSecret(secret, translated, now));
  const own = checkUps.length > 0 ? checkUps : [ok('certificates', 'no Secret has one')];
  return [...own, ...checkLocalCa(context, now)];
}

function checkSecret(secret: Secret, translated: TranslatedSnapshot, now: Date): readonly CheckUp[] {
  const view = secretView(secret, translated, now);
  if (view.certificates.length === 0) return [];
  const { name, namespace = '' } = secret.metadata;
  const problem = problemOf(view);
  const use = view.usedBy.length > 0 ? `used by ${view.usedBy[0]?.by ?? ''}` : 'not used';
  const subject = `secret ${namespace}/${name}`;
  if (problem === undefined) {
    const days = Math.min(...view.certificates.map(({ certificate }) => certificate?.daysLeft ?? 0));
    const soon = `${days} days left, ${use}`;
    const renew = 'renew it: ictl cert gen, or ictl cert secret --for GATEWAY --force';
    if (days < SOON_DAYS) return [warning(subject, soon, renew)];
    return [ok(subject, `${soon}${view.keyMatches === true ? ', the key belongs to it' : ''}`)];
  }
  const judge = view.usedBy.length > 0 ? bad : warning;
  return [
    judge(subject, `${problem}, ${use}`, `see it with ictl describe secret ${name} -n ${namespace}, and replace it`),
  ];
}

function problemOf({ certificates, keyMatches }: SecretView): string | undefined {
  const unreadable = certificates.find(({ problem }) => problem !== undefined);
  if (unreadable !== undefined) return `${unreadable.key} ${unreadable.problem ?? ''}`;
  const expired = certificates.find(({ certificate }) => (certificate?.daysLeft ?? 0) < 0);
  if (expired !== undefined) return `${expired.key} has expired on ${expired.certificate?.notAfter.slice(0, 10) ?? ''}`;
  return keyMatches === false ? 'the key does not belong to the certificate' : undefined;
}

function checkLocalCa(context: CliContext, now: Date): readonly CheckUp[] {
  const name = 'local CA';
  const todo = 'make a new one with ictl cert ca --force, then ictl cert trust';
  try {
    const issuer = findLocalCa(context);
    if (issuer === undefined) return [];
    const days = Math.floor((Date.parse(issuer.certificate.validTo) - now.getTime()) / DAY_MS);
    if (days < 0) return [bad(name, 'it has expired', todo)];
    return [days < SOON_DAYS ? warning(name, `${days} days left`, todo) : ok(name, `${days} days left`)];
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    return [bad(name, error.message, todo)];
  }
}
