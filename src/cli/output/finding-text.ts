import type { Finding, ResourceRef, Severity } from '../../lib/finding.ts';
import { escapeLine } from './escape-controls.ts';
import type { Paint } from './paint.ts';

/**
 * Returns a finding as a line: place, severity, resource, field, message, code.
 * `gateway.yaml:12:7: error: Gateway default/web: spec.servers[0]: port is required [ICTL0001]`
 */
export function findingText(finding: Finding, paint: Paint): string {
  const { code, severity, message, resource, path, position } = finding;
  const place = position === undefined ? '' : `${position.file}:${position.line}:${position.column}: `;
  const name = resource === undefined ? '' : `${resourceText(resource)}: `;
  const field = path ? `${path}: ` : '';
  const subject = `${name}${field}${message}`;
  return `${paint.bold(escapeLine(place))}${colorOf(severity, paint)(`${severity}:`)} ${escapeLine(subject)} ${paint.dim(`[${code}]`)}`;
}

/** Returns `Gateway default/web`, as far as the object says what it is. */
export function resourceText({ kind, namespace, name }: ResourceRef): string {
  if (name === '') return kind;
  return `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
}

/** The colour of a severity. */
export function colorOf(severity: Severity, paint: Paint): (text: string) => string {
  switch (severity) {
    case 'error':
      return paint.red;
    case 'warning':
      return paint.yellow;
    case 'info':
      return paint.cyan;
  }
}
