// Regular expressions with RE2's syntax and meaning, in time linear in the subject, on re2js. Envoy runs RE2 over
// UTF-8 bytes; subjects here hold such bytes one a character (latin1), as header values and paths do.
import { isUtf8 } from 'node:buffer';
import { RE2JS, RE2JSException } from 're2js';
import { byteString } from './byte-string.ts';
import { literalPrefix, matchesLiteral, parseLiteralPattern } from './regex-literal.ts';
import { replaceAll } from './regex-replace.ts';

/** re2.max_program_size.error_level in the bootstrap of an Istio gateway: larger programs are refused. */
const maxProgramSize = 32_768;

export interface Regex {
  readonly source: string;
  /** Every match starts with it; for indexes. */
  readonly literalPrefix: string;
  /** Whether the whole subject matches. */
  matches(subject: string): boolean;
  /** Replaces every match; `\0` to `\9` in the substitution stand for the match and its groups, `\\` for a backslash. */
  replaceAll(subject: string, substitution: string): string;
}

/** Compiles an expression, or says what is wrong with it: lower case, no full stop. */
export function parseRegex(source: string): { readonly regex: Regex } | { readonly problem: string } {
  try {
    const program = RE2JS.compile(source);
    const size = program.programSize();
    if (size > maxProgramSize) return { problem: `the expression is too large (${size} of ${maxProgramSize} steps)` };
    return { regex: makeRegex(source, program) };
  } catch (error) {
    if (error instanceof RE2JSException) return { problem: readable(error.message) };
    throw error;
  }
}

/**
 * Compiles an expression that has been validated.
 * @throws Error where it is invalid after all
 */
export function compileRegex(source: string): Regex {
  const parsed = parseRegex(source);
  if ('problem' in parsed) throw new Error(`regular expression ${JSON.stringify(source)}: ${parsed.problem}`);
  return parsed.regex;
}

/** Says what is wrong with a substitution for an expression (RE2::CheckRewriteString), undefined if nothing. */
export function checkSubstitution(source: string, substitution: string): string | undefined {
  const groups = RE2JS.compile(source).groupCount();
  for (const [, escaped = ''] of substitution.matchAll(/\\([\s\S]?)/g)) {
    if (escaped === '\\') continue;
    if (!/\d/.test(escaped)) return 'a backslash must be followed by a digit or a backslash';
    if (Number(escaped) > groups) return `\\${escaped} names a group, but the expression has ${groups}`;
  }
  return undefined;
}

function makeRegex(source: string, program: RE2JS): Regex {
  const literal = parseLiteralPattern(source);
  const matchesProgram = (subject: string): boolean => {
    const text = decode(subject);
    return text !== undefined && program.testExact(text);
  };
  return {
    source,
    literalPrefix: literalPrefix(source),
    matches:
      literal === undefined
        ? matchesProgram
        : (subject) => (isPlainAscii(subject) ? matchesLiteral(literal, subject) : matchesProgram(subject)),
    replaceAll: (subject, substitution) => {
      const text = decode(subject);
      if (text === undefined) return replaceAll(program, subject, byteString(substitution));
      return byteString(replaceAll(program, text, substitution));
    },
  };
}

function isPlainAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
  return /^[\x00-\x09\x0b-\x7f]*$/.test(text);
}

/**
 * The characters of a subject whose bytes are UTF-8. Undefined where they are not: RE2 has no character for a stray
 * byte, so nothing matches it, not even `.`.
 */
function decode(subject: string): string | undefined {
  if (!/[\u0080-\u00ff]/.test(subject) || /[\u0100-\uffff]/.test(subject)) return subject;
  const bytes = Buffer.from(subject, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : undefined;
}

/** re2js says "error parsing regexp: missing closing ): `a(`". */
function readable(message: string): string {
  return message.replace(/^error parsing regexp: /, '');
}
