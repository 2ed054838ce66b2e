// Format strings with %COMMANDS%, compiled for one use: header values here, access-log lines in access-log/.
import { fieldReader } from './format-command.ts';
import type { StreamInfo } from './stream-info.ts';

/** A constant, or what makes the text for a request. */
export type Format = string | ((info: StreamInfo) => string);

/** Compiles a header value; absent values are empty. Throws for malformed formats and unknown commands. */
export function compileFormat(text: string): Format {
  const parts = compileParts(text);
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return (info) => {
    let value = '';
    for (const part of parts) value += typeof part === 'string' ? part : (part(info) ?? '');
    return value;
  };
}

/** Compiles a format into constants and field readers. */
export function compileParts(text: string): (string | ((info: StreamInfo) => string | undefined))[] {
  return text
    .split(/(%%|%[A-Z_0-9]+(?:\([^)]*\))?(?::\d+)?%)/)
    .filter((part) => part !== '')
    .map((part) => {
      if (part === '%%') return '%';
      const match = /^%([A-Z_0-9]+)(?:\(([^)]*)\))?(?::(\d+))?%$/.exec(part);
      if (match === null) return part;
      const [, command = '', argument, length] = match;
      return fieldReader(command, argument, length === undefined ? undefined : Number(length));
    });
}
