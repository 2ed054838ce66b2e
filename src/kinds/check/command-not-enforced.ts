import type { Problem } from '../problem.ts';

/** A command operator of a format for which Envoy has a value and the embedded proxy has none. */
export function commandNotEnforced(path: string, command: string): Problem {
  return {
    code: 'ICTL0010',
    severity: 'warning',
    message: `accepted but not enforced: %${command}% has no value in the embedded proxy and stays empty`,
    path,
  };
}
