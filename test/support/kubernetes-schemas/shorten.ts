const maxLength = 140;

// A full stop ends a sentence when a capital or a link follows, unless it belongs to an abbreviation.
const sentenceEnd = /(?<!\b(?:e\.g|i\.e|etc|ex|vs))\. (?=["'A-Z]|https?:)/i;

/** Returns the first sentence of a description, and of a long one its beginning. */
export function firstSentence(description: string): string {
  const text = description
    .replaceAll('\\*', '*')
    .replaceAll(/\s+/g, ' ')
    .replace(/ (?:More info:?|Read more at) .*$/, '')
    .trim();
  const end = text.search(sentenceEnd);
  const sentence = end === -1 ? text : `${text.slice(0, end)}.`;
  if (sentence.length <= maxLength) return sentence;
  return `${sentence.slice(0, sentence.lastIndexOf(' ', maxLength - 1)).replace(/[,;:]$/, '')}…`;
}
