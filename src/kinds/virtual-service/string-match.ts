// How a text of a request is compared.
import { field, type Infer, object, string } from '../schema.ts';

export const stringMatch = object(
  {
    exact: field(string(), 'The whole value.'),
    prefix: field(string(), 'The beginning of the value.'),
    regex: field(string(), 'RE2 expression that the whole value must match; at most 1024 characters.'),
  },
  { oneOf: [{ fields: ['exact', 'prefix', 'regex'] }] },
);

/** None of the fields set means: present, whatever the value. */
export type StringMatch = Infer<typeof stringMatch>;
