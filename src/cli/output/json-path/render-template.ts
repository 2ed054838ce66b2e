import { sortKeys } from '../sort-keys.ts';
import { evaluatePath } from './evaluate-path.ts';
import type { TemplatePart } from './json-path.ts';

/** Returns the text that a template makes of a value. Several values of one expression are joined by blanks. */
export function renderTemplate(parts: readonly TemplatePart[], value: unknown): string {
  return parts.map((part) => renderPart(part, value)).join('');
}

/** Returns the values that the expressions of a template lead to. */
export function templateValues(parts: readonly TemplatePart[], value: unknown): readonly unknown[] {
  return parts.flatMap((part) => {
    if (part.type === 'text') return [];
    const values = evaluatePath(part.path, value);
    return part.type === 'path' ? values : values.flatMap((element) => templateValues(part.body, element));
  });
}

function renderPart(part: TemplatePart, value: unknown): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'path':
      return evaluatePath(part.path, value).map(textOf).join(' ');
    case 'range':
      return evaluatePath(part.path, value)
        .map((element) => renderTemplate(part.body, element))
        .join('');
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(sortKeys(value)) : String(value);
}
