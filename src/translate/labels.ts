export type Labels = Readonly<Record<string, string>>;

/** Whether all of `selector` stands in `labels`; an empty or absent selector fits everything. */
export function selects(selector: Labels | undefined, labels: Labels): boolean {
  return Object.entries(selector ?? {}).every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value);
}

/** Whether a selector fits one of several workloads. */
export function selectsAny(selector: Labels | undefined, labelSets: readonly Labels[]): boolean {
  return Object.keys(selector ?? {}).length === 0 || labelSets.some((labels) => selects(selector, labels));
}
