// How heads of HTTP/1 messages are put into text.
import type { Headers } from '../http/headers.ts';
import { statusText } from './status-text.ts';

/** The field lines of a head, each with its line end. */
export function fieldLines(headers: Headers): string {
  const { flat } = headers;
  let text = '';
  for (let i = 0; i < flat.length; i += 2) text += `${flat[i]}: ${flat[i + 1]}\r\n`;
  return text;
}

/**
 * Puts heads into text that mostly say what the last one said: each line is compared with the one that stood in its
 * place, and taken again where it is equal. That costs less than joining it anew, and leaves no garbage.
 */
export class HeadText {
  /** name, value, line, name, value, line … of the last head. */
  readonly #last: string[] = [];
  #status = 0;
  #statusLine = '';
  #authority: string | undefined = undefined;
  #hostLine = '';

  fieldLines(headers: Headers): string {
    const { flat } = headers;
    const last = this.#last;
    let text = '';
    for (let i = 0, at = 0; i < flat.length; i += 2, at += 3) {
      const name = flat[i] as string;
      const value = flat[i + 1] as string;
      if (last[at + 1] !== value || last[at] !== name) {
        last[at] = name;
        last[at + 1] = value;
        last[at + 2] = `${name}: ${value}\r\n`;
      }
      text += last[at + 2] as string;
    }
    return text;
  }

  /** Of HTTP/1.1. */
  statusLine(status: number): string {
    if (status !== this.#status) {
      this.#status = status;
      this.#statusLine = `HTTP/1.1 ${status} ${statusText(status)}\r\n`;
    }
    return this.#statusLine;
  }

  /** The end of a request line, and the Host field. */
  hostLine(authority: string): string {
    if (authority !== this.#authority) {
      this.#authority = authority;
      this.#hostLine = ` HTTP/1.1\r\nhost: ${authority}\r\n`;
    }
    return this.#hostLine;
  }
}
