import type { IngressGatewayValues, IngressValues } from './ingress-values.ts';

type AntiAffinity = NonNullable<IngressGatewayValues['podAntiAffinityLabelSelector']>[number];

const archLabel = 'kubernetes.io/arch';

/** Where the pods may, should and should not run. */
export function ingressAffinity({ global }: IngressValues, gateway: IngressGatewayValues): unknown {
  const { podAntiAffinityLabelSelector: required = [], podAntiAffinityTermLabelSelector: preferred = [] } = gateway;
  return {
    nodeAffinity: nodeAffinity(global, gateway),
    ...(required.length + preferred.length > 0 && {
      podAntiAffinity: {
        ...(required.length > 0 && { requiredDuringSchedulingIgnoredDuringExecution: required.map(requiredTerm) }),
        ...(preferred.length > 0 && {
          preferredDuringSchedulingIgnoredDuringExecution: preferred.map((one) => ({
            podAffinityTerm: affinityTerm(one),
            weight: 100,
          })),
        }),
      },
    }),
  };
}

function nodeAffinity(
  { arch = {}, defaultNodeSelector = {} }: IngressValues['global'],
  { nodeSelector = {} }: IngressGatewayValues,
): unknown {
  const archs = Object.entries(arch)
    .filter(([, weight]) => weight > 0)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  const selector = Object.keys(nodeSelector).length > 0 ? nodeSelector : defaultNodeSelector;
  const matchExpressions = [
    ...(archs.length > 0 ? [oneOf(archLabel, ...archs.map(([name]) => name))] : []),
    ...Object.entries(selector).map(([key, value]) => oneOf(key, value)),
  ];
  return {
    ...(matchExpressions.length > 0 && {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
    }),
    ...(archs.length > 0 && {
      preferredDuringSchedulingIgnoredDuringExecution: archs.map(([name, weight]) => ({
        weight,
        preference: { matchExpressions: [oneOf(archLabel, name)] },
      })),
    }),
  };
}

function oneOf(key: string, ...values: readonly string[]): unknown {
  return { key, operator: 'In', values };
}

function requiredTerm(one: AntiAffinity): unknown {
  return { ...affinityTerm(one), ...(one.namespaces && { namespaces: one.namespaces.split(',') }) };
}

function affinityTerm({ key, operator, values, topologyKey }: AntiAffinity): object {
  const expression = { key, operator, ...(values && { values: values.split(',') }) };
  return { labelSelector: { matchExpressions: [expression] }, topologyKey };
}
