import type { Field, ObjectSchema, Schema } from '../../kinds/schema.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { nearestName } from '../../lib/nearest-name.ts';

/** Goes down from a schema by field names, through lists and maps; undefined for no names. @throws CliError */
export function findField(schema: ObjectSchema, names: readonly string[]): Field | undefined {
  let found: Field | undefined;
  let inside: Schema = schema;
  for (const [index, name] of names.entries()) {
    const fields = fieldsOf(inside);
    found = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (found === undefined) throw noField(names, index, Object.keys(fields));
    inside = found.schema;
  }
  return found;
}

/** The fields of an object, of the items of a list or of the values of a map; none of a scalar. */
export function fieldsOf(schema: Schema): ObjectSchema['fields'] {
  switch (schema.type) {
    case 'object':
      return schema.fields;
    case 'list':
      return fieldsOf(schema.items);
    case 'map':
      return fieldsOf(schema.values);
    default:
      return {};
  }
}

function noField(names: readonly string[], index: number, known: readonly string[]): CliError {
  const name = names[index] ?? '';
  const parent = names.slice(0, index).join('.');
  const where = parent === '' ? '' : ` in ${parent}`;
  if (known.length === 0) {
    return new CliError(`there are no fields${where}`, { exitCode: ExitCode.usage, hint: 'end the path there' });
  }
  const nearest = nearestName(name, known);
  const guess = nearest === undefined ? '' : `did you mean ${nearest}? `;
  return new CliError(`there is no field ${name}${where}`, {
    exitCode: ExitCode.usage,
    hint: `${guess}the fields are ${known.join(', ')}`,
  });
}
