// Keys of Secrets and ConfigMaps become file names where they are mounted.
import { fieldOf } from '../field-path.ts';
import { invalidValue } from '../field-problem.ts';
import type { Problem } from '../problem.ts';

/** What a Secret or ConfigMap may hold in all (core/v1, MaxSecretSize). */
export const maxDataBytes = 1024 * 1024;

const keyPattern = /^[-._a-zA-Z0-9]+$/;
const maxKeyLength = 253;

/** Checks the keys of a data field. */
export function dataKeyProblems(path: string, data: Readonly<Record<string, string>>): readonly Problem[] {
  return Object.keys(data).flatMap((key) => {
    const fault = dataKeyFault(key);
    return fault === undefined ? [] : [invalidValue(fieldOf(path, key), key, fault)];
  });
}

function dataKeyFault(key: string): string | undefined {
  if (key.length > maxKeyLength) return `must be no more than ${maxKeyLength} characters`;
  if (!keyPattern.test(key))
    return "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name')";
  if (key === '.') return "must not be '.'";
  return key.startsWith('..') ? "must not start with '..'" : undefined;
}
