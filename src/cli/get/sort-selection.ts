import type { KubeObject } from '../../kinds/object.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { Path } from '../output/json-path/json-path.ts';
import { parseRelaxedPath, valuesAt } from '../output/json-path/relaxed-path.ts';
import { compareValues } from './compare-values.ts';
import type { Selection } from './select-objects.ts';

/**
 * Returns the selection with the objects of each kind in the order of a field; those without it come first, as in
 * kubectl. @throws CliError where none has the field
 */
export function sortSelection(selection: Selection, field: string): Selection {
  const path = parseRelaxedPath(field);
  const items = selection.kinds.flatMap((one) => one.items);
  if (items.length > 0 && items.every((item) => fieldOf(item, path) === undefined)) {
    throw new CliError(`couldn't find any field with path "${field}" in the list of objects`, {
      exitCode: ExitCode.usage,
      hint: 'such as --sort-by .metadata.creationTimestamp',
    });
  }
  const kinds = selection.kinds.map((one) => ({
    ...one,
    items: one.items.toSorted((left, right) => compareValues(fieldOf(left, path), fieldOf(right, path))),
  }));
  return { ...selection, kinds };
}

function fieldOf(object: KubeObject, path: Path): unknown {
  return valuesAt(path, object)[0];
}
