import type { Mismatch } from '../../match/mismatch.ts';

/** A mismatch in words: `header x-user: wanted exactly "jason", there is none`. */
export function mismatchText({ on, name, expected, actual }: Mismatch): string {
  const subject = name === undefined ? on : `${on} ${name}`;
  const found = actual === undefined ? 'there is none' : `got ${isQuoted(on) ? JSON.stringify(actual) : actual}`;
  return `${subject}: wanted ${expected}, ${found}`;
}

function isQuoted(on: Mismatch['on']): boolean {
  return on === 'path' || on === 'header' || on === 'query parameter';
}
