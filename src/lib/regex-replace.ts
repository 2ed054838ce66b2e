import type { RE2JS } from 're2js';

/**
 * Replaces every match as RE2::GlobalReplace does: left to right, and an empty match right after another match does
 * not count (`b*` in `abc` is found before `a`, at `b` and at the end, not after `b`).
 */
export function replaceAll(program: RE2JS, subject: string, substitution: string): string {
  const matcher = program.matcher(subject);
  let result = '';
  let position = 0;
  let lastEnd = -1;
  while (position <= subject.length && matcher.find(position)) {
    const start = matcher.start();
    const end = matcher.end();
    result += subject.slice(position, start);
    if (start === lastEnd && end === start) {
      const next = start + ((subject.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
      result += subject.slice(start, next);
      position = next;
      continue;
    }
    result += expand(substitution, (group) => matcher.group(group) ?? '');
    position = end;
    lastEnd = end;
  }
  return result + subject.slice(position);
}

/** Fills the groups into a substitution; a backslash before anything else is dropped with it, as RE2 stops there. */
function expand(substitution: string, group: (index: number) => string): string {
  return substitution.replace(/\\([\s\S]?)/g, (_, escaped: string) => {
    if (escaped === '\\') return '\\';
    return /\d/.test(escaped) ? group(Number(escaped)) : '';
  });
}
