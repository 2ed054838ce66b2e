// The format of access logs: Envoy refuses every listener for a command it does not know.
import { commandsWithoutValue } from '../../lib/formatter/commands-without-value.ts';
import type { FormatSegment } from '../../lib/formatter/format-segment.ts';
import { parseFormat } from '../../lib/formatter/parse-format.ts';
import { commandNotEnforced } from '../check/command-not-enforced.ts';
import { refused } from '../field-problem.ts';
import type { Problem } from '../problem.ts';
import type { MeshConfig } from './mesh-config.ts';

const path = 'accessLogFormat';

/** Refuses what Envoy refuses, and tells of commands that stay empty. */
export function checkAccessLogFormat({ accessLogFormat = '', accessLogEncoding }: MeshConfig): readonly Problem[] {
  if (accessLogFormat === '') return [];
  if (accessLogEncoding !== 'JSON') return checkFormats([accessLogFormat]);
  const format = jsonLogFormat(accessLogFormat);
  if (format === undefined) return [refused(path, 'with accessLogEncoding JSON it must be a JSON object')];
  return checkFormats(stringsOf(format));
}

/** The object that a format of JSON is; undefined for any other text. */
export function jsonLogFormat(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined; // no JSON
  }
}

function checkFormats(formats: readonly string[]): readonly Problem[] {
  const segments: FormatSegment[] = [];
  for (const format of formats) {
    const parsed = parseFormat(format);
    if ('problem' in parsed) return [refused(path, parsed.problem)];
    segments.push(...parsed.segments);
  }
  return commandsWithoutValue(segments).map((command) => commandNotEnforced(path, command));
}

function stringsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}
