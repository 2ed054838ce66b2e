const archLabel = 'beta.kubernetes.io/arch';

/** The nodes a pod may and should run on, by their architecture. */
export function nodeAffinity(arch: Readonly<Record<string, number>> = {}): unknown {
  const wanted = Object.entries(arch)
    .filter(([, weight]) => weight > 0)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const names = wanted.map(([name]) => name);
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [oneOf(names)] }] },
      ...(wanted.length > 0 && {
        preferredDuringSchedulingIgnoredDuringExecution: wanted.map(([name, weight]) => ({
          weight,
          preference: { matchExpressions: [oneOf([name])] },
        })),
      }),
    },
  };
}

function oneOf(names: readonly string[]): unknown {
  return { key: archLabel, operator: 'In', ...(names.length > 0 && { values: names }) };
}
