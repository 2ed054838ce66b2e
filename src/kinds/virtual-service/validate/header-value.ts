// Values of header operations: text with Envoy's command operators, `%NAME%`, `%NAME(arguments)%` and `%%`.
import { nearestName } from '../../nearest-name.ts';
import { envoyCommands } from './envoy-commands.ts';

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
    const match = token.exec(value);
    if (match === null) return `header value has an unescaped or incomplete % at ${index}, write %% for a percent sign`;
    const fault = match[1] === undefined ? undefined : commandFault(match[1], match[2]);
    if (fault !== undefined) return fault;
    index = token.lastIndex;
  }
  return undefined;
}

function commandFault(name: string, argument: string | undefined): string | undefined {
  const arity = envoyCommands.get(name);
  if (arity === undefined) {
    const near = nearestName(name, [...envoyCommands.keys()]);
    return `Envoy has no command %${name}%${near === undefined ? '' : `, did you mean %${near}%?`}`;
  }
  if (arity === 'none' && argument !== undefined) return `%${name}% takes no arguments`;
  if (arity === 'required' && (argument ?? '') === '') return `%${name}(…)% needs arguments`;
  return undefined;
}
