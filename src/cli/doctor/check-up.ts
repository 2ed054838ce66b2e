/** One thing that was looked at. */
export interface CheckUp {
  /** `state folder`, `port 31380`. */
  readonly name: string;
  readonly level: 'ok' | 'warning' | 'bad';
  /** What was verified, or what is wrong. */
  readonly text: string;
  /** What to do; absent where all is well. */
  readonly todo?: string;
}

export function ok(name: string, text: string): CheckUp {
  return { name, level: 'ok', text };
}

export function warning(name: string, text: string, todo: string): CheckUp {
  return { name, level: 'warning', text, todo };
}

export function bad(name: string, text: string, todo: string): CheckUp {
  return { name, level: 'bad', text, todo };
}
