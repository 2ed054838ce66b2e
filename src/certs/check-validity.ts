import type { X509Certificate } from 'node:crypto';
import type { CertificateCheck } from './certificate-check.ts';
import { subjectText } from './describe-certificate.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const SOON_DAYS = 14;
/** Apple refuses server certificates that are valid for longer, also those of CAs that users add (HT210176). */
const MAX_DAYS = 825;

/** Whether every certificate of a chain, the leaf first, is valid now. */
export function checkValidity(links: readonly X509Certificate[], now: Date): CertificateCheck {
  const over = links.find(({ validTo }) => Date.parse(validTo) <= now.getTime());
  if (over !== undefined) return failed(`${subjectText(over)} has expired on ${dayOf(over.validTo)}`);
  const early = links.find(({ validFrom }) => Date.parse(validFrom) > now.getTime());
  if (early !== undefined) return failed(`${subjectText(early)} is not valid before ${dayOf(early.validFrom)}`);
  const days = Math.min(...links.map(({ validTo }) => Math.floor((Date.parse(validTo) - now.getTime()) / DAY_MS)));
  if (days < SOON_DAYS) return { name: 'validity', level: 'warning', text: `${days} days left` };
  const [leaf] = links;
  const total = leaf === undefined ? 0 : (Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)) / DAY_MS;
  if (total > MAX_DAYS) {
    const text = `${days} days left; macOS and iOS refuse certificates for more than ${MAX_DAYS} days`;
    return { name: 'validity', level: 'warning', text };
  }
  return { name: 'validity', level: 'ok', text: `${days} days left` };
}

function failed(text: string): CertificateCheck {
  return { name: 'validity', level: 'failed', text };
}

function dayOf(date: string): string {
  return new Date(date).toISOString().slice(0, 10);
}
