// `ictl cert inspect`: what is in a file, a Secret or on a server.
import { certificateChain } from '../../certs/certificate-chain.ts';
import { type CertificateDescription, describeCertificate } from '../../certs/describe-certificate.ts';
import { publicKeyText } from '../../certs/public-key-text.ts';
import type { CliContext } from '../command.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { jsonText } from '../output/json-text.ts';
import { type Paint, paintFor } from '../output/paint.ts';
import { type CertificateTarget, readTarget, type TargetFlags } from './certificate-target.ts';
import { chainVerdict } from './chain-text.ts';
import { knownRoots } from './known-roots.ts';

export interface InspectFlags extends TargetFlags {
  readonly ca?: string;
  readonly output?: 'text' | 'json';
}

/** Prints every certificate, then how they hang together. @throws CliError where there are none */
export async function runInspect(name: string, flags: InspectFlags, context: CliContext): Promise<void> {
  const target = await readTarget(name, flags, context);
  const chain = certificateChain(target.certificates, {
    roots: () => knownRoots(flags.ca, context),
    key: target.key.status === 'read' ? target.key.key : undefined,
  });
  const verdict = chainVerdict(chain, target.certificates);
  const described = target.certificates.map((certificate) => describeCertificate(certificate, context.now()));
  if (flags.output === 'json') {
    context.stdout.write(
      jsonText({
        source: name,
        certificates: described,
        chain: { level: verdict.level, message: verdict.text, order: chain.path.map((at) => at + 1) },
      }),
    );
    return;
  }
  const paint = await paintFor(context.stdout, context.env, flags.color);
  for (const [index, one] of described.entries()) context.stdout.write(certificateText(one, index + 1, paint));
  context.stdout.write(`Chain: ${escapeLine(verdict.text)}${orderNote(target)}\n`);
}

function orderNote({ isAsSent }: CertificateTarget): string {
  return isAsSent ? '' : ' (the server takes TLS 1.3 only, which hides the order)';
}

function certificateText(one: CertificateDescription, number: number, paint: Paint): string {
  const rows: readonly (readonly [string, string])[] = [
    ['issuer', one.selfSigned ? 'itself' : one.issuer],
    ['names', one.names.join(', ') || 'none'],
    ['valid', `${dateText(one.notBefore)} to ${dateText(one.notAfter)}`],
    ['left', leftText(one.daysLeft)],
    ['key', publicKeyText(one.key)],
    ['signature', one.signature],
    ['use', one.ca ? 'CA' : one.usages.join(', ') || 'any'],
    ['serial', one.serialNumber],
    ['sha256', one.fingerprint],
  ];
  const lines = rows.map(([label, value]) => {
    const text = escapeLine(value);
    return `   ${label.padEnd(11)}${label === 'left' ? paintLeft(one.daysLeft, paint)(text) : text}\n`;
  });
  return `${paint.bold(`${number}. ${escapeLine(one.subject)}`)}\n${lines.join('')}`;
}

function leftText(days: number): string {
  // whole days are counted down: -1 is the first day after
  return days < 0 ? `expired ${countText(-days - 1)} ago` : countText(days);
}

function countText(days: number): string {
  return `${days} ${days === 1 ? 'day' : 'days'}`;
}

function paintLeft(days: number, { red, yellow, green }: Paint): (text: string) => string {
  if (days < 0) return red;
  return days < 30 ? yellow : green;
}

/** `2026-01-02 03:04:05 UTC`. */
function dateText(iso: string): string {
  return `${iso.slice(0, 19).replace('T', ' ')} UTC`;
}
