// Format strings of Envoy, `text %COMMAND(ARGUMENT):LENGTH% 100%%`: in access logs and header values.
// Grammar: SubstitutionFormatParser in source/common/formatter/substitution_formatter.cc of Envoy.
import type { FormatSegment } from './format-segment.ts';
import { parseCommand } from './parse-command.ts';

export type ParsedFormat = { readonly segments: readonly FormatSegment[] } | { readonly problem: string };

/** The argument ends at the first `)` after which the command can end, so it may hold others. */
const commandText = /%([A-Z0-9_]+)(?:\((.*?)\))?(?::([0-9]+))?%/y;

/** Reads a format string, or says what Envoy would refuse it for: no full stop, first fault only. */
export function parseFormat(format: string): ParsedFormat {
  const segments: FormatSegment[] = [];
  let text = '';
  let position = 0;
  while (position < format.length) {
    const percent = format.indexOf('%', position);
    text += format.slice(position, percent === -1 ? undefined : percent);
    if (percent === -1) break;
    if (format[percent + 1] === '%') {
      text += '%';
      position = percent + 2;
      continue;
    }
    commandText.lastIndex = percent;
    const [whole = '', name = '', argument = '', length] = commandText.exec(format) ?? [];
    if (whole === '') return { problem: `no command at position ${percent}; write %% for a percent sign` };
    const parsed = parseCommand({ name, argument, maxLength: length === undefined ? undefined : Number(length) });
    if ('problem' in parsed) return parsed;
    if (text !== '') segments.push({ kind: 'text', text });
    text = '';
    segments.push(parsed.segment);
    position = percent + whole.length;
  }
  if (text !== '') segments.push({ kind: 'text', text });
  return { segments };
}

/**
 * Reads the value of a header operation: a format string in which two older spellings are understood, too,
 * `%PER_REQUEST_STATE(key)%` and `%DYNAMIC_METADATA(["namespace", "key"])%` (source/common/router/header_parser.cc).
 */
export function parseHeaderFormat(value: string): ParsedFormat {
  const translated = value
    .replace(/%PER_REQUEST_STATE\((.*?)\)%/g, '%FILTER_STATE($1:PLAIN)%')
    .replace(/%(UPSTREAM|DYNAMIC)_METADATA\(\[(.*?)\]\)%/g, (_, owner: string, list: string) => {
      return `%${owner}_METADATA(${list.replace(/["\s]/g, '').replaceAll(',', ':')})%`;
    });
  return parseFormat(translated);
}
