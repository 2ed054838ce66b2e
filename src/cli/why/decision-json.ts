import type { Decision, Step } from './decision.ts';

type Found = Omit<Step, 'stage'>;

/** A decision by stage, with the endpoints within their cluster: `jq .route.source.path`. */
export function decisionJson({ request, steps, outcome }: Decision): unknown {
  const clusters: (Found & { endpoints: Found[] })[] = [];
  const byStage: Record<string, Found> = {};
  for (const { stage, ...found } of steps) {
    if (stage === 'cluster') clusters.push({ ...found, endpoints: [] });
    else if (stage === 'endpoint') clusters.at(-1)?.endpoints.push(found);
    else
      byStage[
        { listener: 'listener', 'filter chain': 'filterChain', 'virtual host': 'virtualHost', route: 'route' }[stage]
      ] = found;
  }
  return { request, ...byStage, clusters, outcome };
}
