// The text that is edited: comments at the top that say what to do or what was wrong, then the objects.
import type { KubeObject } from '../../kinds/object.ts';
import { escapeControls } from '../output/escape-controls.ts';
import { jsonText } from '../output/json-text.ts';
import { yamlText } from '../output/yaml-text.ts';

const invitation = [
  "Please edit what is below. Lines beginning with a '#' are ignored, and an empty file",
  'ends the edit. If something is wrong with it, this file is opened again and says what.',
  '',
];

/** Returns objects as they are edited: documents of YAML, or JSON, which is a List where there are several. */
export function objectsText(objects: readonly KubeObject[], format: 'yaml' | 'json'): string {
  if (format === 'yaml') return objects.map(yamlText).join('---\n');
  const [only, ...more] = objects;
  return jsonText(more.length === 0 ? only : { apiVersion: 'v1', kind: 'List', items: objects });
}

/** Returns a text below the invitation, and below what was wrong with it. */
export function withComments(text: string, faults: readonly string[] = []): string {
  const lines = [...invitation, ...(faults.length === 0 ? [] : [...faults.flatMap(linesOf), ''])];
  return `${lines.map((line) => (line === '' ? '#' : `# ${line}`)).join('\n')}\n${text}`;
}

/** Returns the text without the comments at its top, which are ours. */
export function withoutComments(text: string): string {
  return text.replace(/^(?:[ \t]*#.*(?:\r?\n|$)|[ \t]*\r?\n)+/, '');
}

/** Tells whether nothing is left but comments and blank lines. */
export function isEmpty(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#.*)?$|^---\s*$/.test(line));
}

function linesOf(fault: string): readonly string[] {
  return escapeControls(fault).split('\n');
}
