import type { Headers } from '../http/headers.ts';

/** The field lines of a head, each with its line end. */
export function fieldLines(headers: Headers): string {
  const { flat } = headers;
  let text = '';
  for (let i = 0; i < flat.length; i += 2) text += `${flat[i]}: ${flat[i + 1]}\r\n`;
  return text;
}
