/**
 * Fields sorted by name, lines of one name as one: Envoy joins the lines of some names with a comma, which means the
 * same (RFC 9110 section 5.3).
 */
export function joinedFields(fields: readonly string[]): string[] {
  const values = new Map<string, string[]>();
  for (const field of fields) {
    const colon = field.indexOf(': ');
    const name = field.slice(0, colon);
    values.set(name, [...(values.get(name) ?? []), field.slice(colon + 2)]);
  }
  return [...values].map(([name, lines]) => `${name}: ${lines.join(',')}`).sort();
}
