import type { KindModule } from '../../kind.ts';
import { convertOldFields } from '../../upgrade/old-fields.ts';

/** Drops a field of `spec` that only the oldest API versions have, and says so. `note` ends "<name> …". */
export function dropOldSpecField(
  name: string,
  note: string,
  versions: readonly string[],
): NonNullable<KindModule['upgrade']> {
  return (value, apiVersion) => {
    if (!versions.includes(apiVersion)) return { value, problems: [] };
    // A field that a conversion leaves as it is, is dropped.
    return convertOldFields(value, apiVersion, [{ place: ['spec'], name, note, convert: (spec) => spec }]);
  };
}
