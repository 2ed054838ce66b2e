import { randomInt } from 'node:crypto';

/** Letters and digits that cannot spell a word (apimachinery, util/rand). */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
const suffixLength = 5;

/** Returns a name that begins with `prefix`, as metadata.generateName asks for. */
export function generatedName(prefix: string, random: (below: number) => number = randomInt): string {
  const letters = Array.from({ length: suffixLength }, () => alphabet[random(alphabet.length)]);
  return `${prefix}${letters.join('')}`;
}
