// Values: what a chart is rendered with. A map at the top, as in YAML.

export type Values = Record<string, unknown>;

/** Tells a map from lists and scalars. */
export function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
