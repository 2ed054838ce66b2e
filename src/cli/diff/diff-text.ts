import type { Finding } from '../../lib/finding.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { findingText } from '../output/finding-text.ts';
import type { Paint } from '../output/paint.ts';
import type { Change, ChangeKind } from './change.ts';

const signs: Readonly<Record<ChangeKind, string>> = { added: '+', removed: '-', changed: '~' };

/** Returns changes a line each, those that belong to one below it. */
export function changesText(changes: readonly Change[], paint: Paint): string {
  if (changes.length === 0) return 'Nothing changes in the proxy\n';
  return `${paint.bold('Changes in the proxy:')}\n${changes.map((change) => changeText(change, '', paint)).join('')}`;
}

function changeText({ kind, subject, text, parts }: Change, indent: string, paint: Paint): string {
  const color = { added: paint.green, removed: paint.red, changed: paint.yellow }[kind];
  const line = `${signs[kind]} ${subject}${text === '' ? '' : ` ${text}`}`;
  return `${indent}${color(escapeLine(line))}\n${parts.map((part) => changeText(part, `${indent}  `, paint)).join('')}`;
}

/** Returns what would be wrong; '' where nothing would. */
export function findingsText(findings: readonly Finding[], paint: Paint): string {
  if (findings.length === 0) return '';
  const lines = findings.map((finding) => `  ${findingText(finding, paint)}\n`);
  return `${paint.bold('Findings that this brings:')}\n${lines.join('')}`;
}

/** Colours a unified diff as git does. */
export function coloredDiff(text: string, paint: Paint): string {
  return text
    .split('\n')
    .map((line) => colorOf(line, paint)(line))
    .join('\n');
}

function colorOf(line: string, { green, red, cyan, bold }: Paint): (text: string) => string {
  if (line.startsWith('+++') || line.startsWith('---')) return bold;
  if (line.startsWith('@@')) return cyan;
  if (line.startsWith('+')) return green;
  return line.startsWith('-') ? red : (same) => same;
}
