// The forms of names that Kubernetes knows (apimachinery, util/validation). Each check answers with what is wrong, or
// with undefined; the wording is the API server's, without its regular expression.

/** Tells what is wrong with a name; undefined where nothing is. */
export type NameRule = (value: string) => string | undefined;

const maxLabelLength = 63;
const maxSubdomainLength = 253;

const labelPattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const label1035Pattern = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** A DNS label as RFC 1123 has it: `my-name`, `123-abc`. Namespaces, names of ports and subsets. */
export function dns1123LabelFault(value: string): string | undefined {
  if (value.length > maxLabelLength) return tooLong(maxLabelLength);
  if (labelPattern.test(value)) return undefined;
  return "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name' or '123-abc')";
}

/** Labels joined by dots: `example.com`. The names of most kinds, and hosts. */
export function dns1123SubdomainFault(value: string): string | undefined {
  if (value.length > maxSubdomainLength) return tooLong(maxSubdomainLength);
  if (value.split('.').every((part) => labelPattern.test(part))) return undefined;
  return "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com')";
}

/** A DNS label as RFC 1035 has it: no digit first. */
export function dns1035LabelFault(value: string): string | undefined {
  if (value.length > maxLabelLength) return tooLong(maxLabelLength);
  if (label1035Pattern.test(value)) return undefined;
  return "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name' or 'abc-123')";
}

/** A host that begins with `*.` and is a subdomain from there on. */
export function wildcardDns1123SubdomainFault(value: string): string | undefined {
  if (value.length > maxSubdomainLength) return tooLong(maxSubdomainLength);
  if (value.startsWith('*.') && dns1123SubdomainFault(value.slice(2)) === undefined) return undefined;
  return "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain (e.g. '*.example.com')";
}

/** The name of a container port or a Service's target port (RFC 6335): at most 15 characters, one of them a letter. */
export function portNameFault(value: string): string | undefined {
  if (value.length > 15) return tooLong(15);
  if (!/^[-a-z0-9]+$/.test(value)) return 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)';
  if (!/[a-z]/.test(value)) return 'must contain at least one letter (a-z)';
  if (value.includes('--')) return 'must not contain consecutive hyphens';
  if (value.startsWith('-') || value.endsWith('-')) return 'must not begin or end with a hyphen';
  return undefined;
}

function tooLong(maximum: number): string {
  return `must be no more than ${maximum} characters`;
}

/** A name that may be any step of a URL, such as `system:node` (apimachinery, api/validation/path). */
export function pathSegmentFault(name: string): string | undefined {
  if (name === '.' || name === '..') return `may not be '${name}'`;
  const forbidden = ['/', '%'].find((text) => name.includes(text));
  return forbidden === undefined ? undefined : `may not contain '${forbidden}'`;
}
