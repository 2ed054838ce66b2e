/**
 * How the YAML parser is asked. The failsafe schema leaves typing to scalar.ts; keys are compared in plain-value.ts, for
 * yaml does it in square time; tokens tell which nodes are what is left of a collection that is read in parts.
 */
export const parserOptions = {
  schema: 'failsafe',
  uniqueKeys: false,
  prettyErrors: false,
  merge: false,
  keepSourceTokens: true,
} as const;
