import type { Chart } from './chart.ts';
import type { Component, Profile } from './profiles.ts';

const charts: Readonly<Record<Component, Readonly<Partial<Record<Profile, () => Promise<Chart>>>>>> = {
  gateway: {
    'istio-0.8': async () => (await import('./istio-0.8/gateway-chart.ts')).gatewayChart,
    ictl: async () => (await import('./ictl/gateway-chart.ts')).gatewayChart,
    istio: async () => (await import('./istio/gateway-chart.ts')).gatewayChart,
  },
  ingress: {
    'istio-0.8': async () => (await import('./istio-0.8/ingress-chart.ts')).ingressChart,
    istio: async () => (await import('./istio-legacy/ingress-chart.ts')).ingressChart,
  },
};

/** The chart of a component in a profile. */
export async function loadChart(component: Component, profile: Profile): Promise<Chart> {
  const load = charts[component][profile];
  if (load === undefined) throw new Error(`profile ${profile} has no ${component}`);
  return load();
}
