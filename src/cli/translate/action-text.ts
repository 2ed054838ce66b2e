import type { Route } from '../../envoy/route.ts';

/** What a route does, in one line: its clusters, `answer 418`, `redirect FOUND https://…`. */
export function actionText({ route, redirect, directResponse }: Route): string {
  if (route !== undefined) return route.cluster ?? weightedText(route.weightedClusters?.clusters ?? []);
  if (directResponse !== undefined) return `answer ${directResponse.status}`;
  const { hostRedirect = '', pathRedirect, prefixRewrite, responseCode = 'MOVED_PERMANENTLY' } = redirect ?? {};
  return `redirect ${responseCode} ${hostRedirect}${pathRedirect ?? prefixRewrite ?? ''}`;
}

/** `outbound|80|v1|a (80), outbound|80|v2|a (20)`. */
export function weightedText(clusters: readonly { readonly name: string; readonly weight?: number }[]): string {
  return clusters.map(({ name, weight = 0 }) => `${name} (${weight})`).join(', ');
}
