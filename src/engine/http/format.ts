// Format strings with %COMMANDS%, compiled for one use: header values here, access-log lines in access-log/.
import { type ParsedFormat, parseFormat, parseHeaderFormat } from '../../lib/formatter/parse-format.ts';
import { type FieldReader, fieldReader } from './format-command.ts';
import type { StreamInfo } from './stream-info.ts';

/** A constant, or what makes the text for a request. */
export type Format = string | ((info: StreamInfo) => string);

/** Compiles a header value; absent values are empty. Throws for what Envoy would refuse. */
export function compileFormat(text: string): Format {
  const parts = partsOf(parseHeaderFormat(text), text);
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return (info) => {
    let value = '';
    for (const part of parts) value += typeof part === 'string' ? part : (part(info) ?? '');
    return value;
  };
}

/** Compiles a format into constants and field readers. Throws for what Envoy would refuse. */
export function compileParts(text: string): (string | FieldReader)[] {
  return partsOf(parseFormat(text), text);
}

function partsOf(parsed: ParsedFormat, text: string): (string | FieldReader)[] {
  if ('problem' in parsed) throw new Error(`format ${JSON.stringify(text)}: ${parsed.problem}`);
  return parsed.segments.map((segment) => (segment.kind === 'text' ? segment.text : fieldReader(segment)));
}
