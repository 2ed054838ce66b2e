import type { X509Certificate } from 'node:crypto';
import type { CertificateChain, ChainEnd } from '../../certs/certificate-chain.ts';
import { subjectText } from '../../certs/describe-certificate.ts';

const MAX_NUMBERS = 8;

/** Says in a sentence how the certificates hang together, and whether that is as clients want it. */
export function chainVerdict(
  { path, isOrdered, unneeded, end, problems }: CertificateChain,
  certificates: readonly X509Certificate[],
): { readonly level: 'ok' | 'warning' | 'failed'; readonly text: string } {
  const [problem] = problems;
  if (problem !== undefined) return { level: 'failed', text: problem };
  if (!isOrdered) return { level: 'failed', text: `out of order: ${orderText(path, certificates)}` };
  const count = path.length === 1 ? '1 certificate' : `${path.length} certificates in order`;
  if (end.kind === 'missing') {
    const text = `${count}, but that of the issuer is missing: ${end.issuer}; append it, or name its CA with --ca`;
    return { level: 'failed', text };
  }
  const text = `${count}, ${endText(end, path, certificates)}`;
  return unneeded.length > 0
    ? { level: 'warning', text: `${text}; not needed: number ${numbers(unneeded)}` }
    : { level: 'ok', text };
}

function endText(
  end: Exclude<ChainEnd, { readonly kind: 'missing' }>,
  path: readonly number[],
  certificates: readonly X509Certificate[],
): string {
  if (end.kind === 'root') return `up to ${end.root}`;
  const last = certificates[path.at(-1) ?? 0] as X509Certificate;
  const what = path.length === 1 ? 'self-signed' : `up to ${subjectText(last)}`;
  return end.origin === undefined ? `${what}, which clients must be told to trust` : `${what} (${end.origin})`;
}

function orderText(path: readonly number[], certificates: readonly X509Certificate[]): string {
  const leaf = certificates[path[0] ?? 0] as X509Certificate;
  return `number ${numbers(path)} would be right, first that of the server (${subjectText(leaf)})`;
}

function numbers(indexes: readonly number[]): string {
  const shown = indexes.slice(0, MAX_NUMBERS).map((at) => at + 1);
  const rest = indexes.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
