// Values of header operations: text with Envoy's command operators, `%NAME%`, `%NAME(arguments)%` and `%%`.
import { parseHeaderFormat } from '../../../lib/formatter/parse-format.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a header value must not hold (RFC 9110, 5.5), tabs excepted
const controlCharacter = /[\u0000-\u0008\u000A-\u001F\u007F]/;

/** `%%`, or a command: name, arguments, length. */
const token = /%%|%([A-Z0-9_]+)(?:\(((?:[^)\\]|\\.)*)\))?(?::(\d+))?%/y;

/**
 * Tells what is wrong with a value. Istio checks only the form; Envoy rejects the whole route configuration for a
 * command it does not know, and the gateway would stay at its last good one, so that is refused here.
 */
export function headerValueFault(value: string): string | undefined {
  if (controlCharacter.test(value)) return 'header value must not hold control characters';
  for (let index = value.indexOf('%'); index !== -1; index = value.indexOf('%', index)) {
    token.lastIndex = index;
    if (token.exec(value) === null)
      return `header value has an unescaped or incomplete % at ${index}, write %% for a percent sign`;
    index = token.lastIndex;
  }
  const parsed = parseHeaderFormat(value);
  return 'problem' in parsed ? parsed.problem : undefined;
}
