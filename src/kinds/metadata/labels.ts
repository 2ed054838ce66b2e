// The syntax of label keys, label values and annotation keys (apimachinery, util/validation and api/validation).
import { dns1123SubdomainFault } from './names.ts';

const maxNameLength = 63;
const namePattern = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** The sum of all keys and values of an object's annotations. */
const maxAnnotationsBytes = 256 * 1024;

/** Tells what is wrong with a key such as `app` or `example.com/app`. */
export function qualifiedNameFault(key: string): string | undefined {
  const slash = key.indexOf('/');
  if (slash !== -1) {
    const prefix = key.slice(0, slash);
    if (prefix === '') return 'prefix part must be non-empty';
    const fault = dns1123SubdomainFault(prefix);
    if (fault !== undefined) return `prefix part ${fault}`;
  }
  const name = key.slice(slash + 1);
  if (name === '') return 'name part must be non-empty';
  if (name.length > maxNameLength) return `name part must be no more than ${maxNameLength} characters`;
  if (namePattern.test(name)) return undefined;
  return "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName', 'my.name' or '123-abc')";
}

/** Tells what is wrong with a label's value; an empty one is fine. */
export function labelValueFault(value: string): string | undefined {
  if (value.length > maxNameLength) return `must be no more than ${maxNameLength} characters`;
  if (value === '' || namePattern.test(value)) return undefined;
  return "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue', 'my_value' or '12345')";
}

/** Tells whether an object has more annotations than an API server stores. */
export function annotationsTooLarge(annotations: Readonly<Record<string, string>>): boolean {
  const bytes = Object.entries(annotations).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
  return bytes > maxAnnotationsBytes;
}
