/** Gathers the values of an option that may be given several times; undefined where it never is. */
export function collect(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}
