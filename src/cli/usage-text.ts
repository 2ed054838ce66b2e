import { nearestName } from '../lib/nearest-name.ts';

/**
 * Returns what commander says of wrong usage in the words of istioctl, and what was probably meant:
 * `Error: unknown flag: --bogus`, `Error: unknown command "bogus" for "ictl"`.
 * @param command for which a subcommand is not known: `ictl proxy-config`
 */
export function usageText(text: string, command: string): string {
  const worded = text
    .replace(/^error: /, 'Error: ')
    .replace(/unknown option '([^']*)'/, 'unknown flag: $1')
    .replace(/unknown command '([^']*)'/, `unknown command "$1" for "${command}"`)
    .replace(/command-argument value '([^']*)' is invalid for argument '([^']*)'\./, 'unknown $2 "$1".')
    .replace(/\n\((Did you mean [^)]*)\)/, '\nHint: $1')
    .replace(/Did you mean/, 'did you mean');
  return `${worded}${choiceHint(worded)}${argumentHint(worded, command)}`;
}

/** Where arguments are too few or too many, the help shows which there are. */
function argumentHint(text: string, command: string): string {
  return /^Error: (missing required argument|too many arguments)/.test(text) ? `Hint: see ${command} --help\n` : '';
}

/** Of a value that is none of the choices, the nearest of them. */
function choiceHint(text: string): string {
  const [, value, choices] = /['"]([^'"]*)['"](?: is invalid)?\. Allowed choices are (.*)\.\n$/.exec(text) ?? [];
  const nearest = value === undefined || choices === undefined ? undefined : nearestName(value, choices.split(', '));
  return nearest === undefined ? '' : `Hint: did you mean ${nearest}?\n`;
}
