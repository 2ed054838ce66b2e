// Rules for single fields that several Istio kinds share. Each answers with problems, none where all is well.
import { parseDuration } from '../duration.ts';
import { fieldOf } from '../field-path.ts';
import { refused, warned } from '../field-problem.ts';
import type { Problem } from '../problem.ts';
import { isDnsLabel } from './names.ts';

/** A port number from 1 to 65535. */
export function checkPort(path: string, port: number): readonly Problem[] {
  if (port >= 1 && port <= 65_535) return [];
  return [refused(path, `port number ${port} must be in the range 1..65535`)];
}

/** At least a millisecond, in whole milliseconds. */
export function checkDuration(path: string, text: string | undefined): readonly Problem[] {
  if (text === undefined) return [];
  const nanoseconds = parseDuration(text) ?? 0;
  if (nanoseconds < 1e6) return [refused(path, 'duration must be greater than 1ms')];
  return nanoseconds % 1e6 === 0 ? [] : [refused(path, 'only durations to ms precision are supported')];
}

/** An integer that must not be below zero. */
export function checkNotNegative(path: string, value: number | undefined, what: string): readonly Problem[] {
  return value !== undefined && value < 0 ? [refused(path, `${what} must be non-negative`)] : [];
}

/** A whole percentage. */
export function checkPercent(path: string, value: number | undefined): readonly Problem[] {
  if (value === undefined || (value >= 0 && value <= 100)) return [];
  return [refused(path, `percentage ${value} is not in range 0..100`)];
}

export function checkSubsetName(path: string, name: string): readonly Problem[] {
  if (name === '') return [refused(path, 'subset name cannot be empty')];
  return isDnsLabel(name) ? [] : [refused(path, `subset name is invalid: ${name}`)];
}

/** The name of a service port. */
export function checkPortName(path: string, name: string): readonly Problem[] {
  return isDnsLabel(name) ? [] : [refused(path, `invalid port name: ${name}`)];
}

const label = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const tagName = '(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const tagKey = new RegExp(`^(?:(${label}(?:\\.${label})*)/)?(${tagName})$`);
const tagValue = new RegExp(`^(?:${tagName})?$`);

/** Labels of workloads and endpoints (istio, pkg/config/labels/instance.go). */
export function checkLabels(path: string, labels: Readonly<Record<string, string>> | undefined): readonly Problem[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => {
    const place = fieldOf(path, key);
    const keyFault = tagKeyFault(key);
    return [
      ...(keyFault === undefined ? [] : [refused(place, `invalid tag key: ${JSON.stringify(key)}${keyFault}`)]),
      ...(tagValue.test(value) ? [] : [refused(place, `invalid tag value: ${JSON.stringify(value)}`)]),
    ];
  });
}

function tagKeyFault(key: string): string | undefined {
  const match = tagKey.exec(key);
  if (match === null) return '';
  if ((match[1]?.length ?? 0) > 253) return ' (DNS prefix is too long)';
  return (match[2]?.length ?? 0) > 63 ? ' (name is too long)' : undefined;
}

/** A selector by labels; `what` says what an empty one would select. */
export function checkSelector(
  path: string,
  labels: Readonly<Record<string, string>> | undefined,
  emptyWarning: string,
): readonly Problem[] {
  const entries = Object.entries(labels ?? {});
  if (entries.length === 0) return [warned(path, emptyWarning)];
  return entries.flatMap(([key, value]) => {
    const place = fieldOf(path, key);
    const text = JSON.stringify(`${key}=${value}`);
    return [
      ...(key === '' ? [refused(place, `empty key is not supported in selector: ${text}`)] : []),
      ...(key.includes('*') || value.includes('*')
        ? [refused(place, `wildcard is not supported in selector: ${text}`)]
        : []),
    ];
  });
}
