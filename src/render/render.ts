// Renders the manifests of a gateway from values, as Helm does with a chart.
// In: a chart, the user's values, the release. Out: manifests, or what is wrong with the values. Knows nothing of flags
// and files. Values are put together in values/; charts are in the folder of their profile (docs/render.md).
import { parseDocuments } from '../kinds/decode/parse-documents.ts';
import type { Problem } from '../kinds/problem.ts';
import { readTemplate } from '../lib/read-template.ts';
import type { Chart, Manifest, Release } from './chart.ts';
import { checkObjects } from './check-objects.ts';
import { asPrinted } from './values/as-printed.ts';
import { checkValues } from './values/check-values.ts';
import { overDefaults } from './values/merge-values.ts';
import { isValues, type Values } from './values/values.ts';

export type Rendered =
  | {
      readonly status: 'rendered';
      readonly manifests: readonly Manifest[];
      /** What Kubernetes would not take of them. */
      readonly warnings: readonly Problem[];
    }
  /** Paths are those of values, such as `ingressgateway.service.ports[0].port`. */
  | { readonly status: 'refused'; readonly problems: readonly Problem[] };

/** Renders a chart with a user's values over its defaults. */
export async function renderChart(chart: Chart, userValues: Values, release: Release): Promise<Rendered> {
  const values = overDefaults(chartDefaults(chart), chart.flatten?.(userValues) ?? userValues);
  const checked = checkValues(asPrinted(values, chart.schema), chart.schema);
  if (checked.problems.length > 0) return { status: 'refused', problems: checked.problems };
  const refused = chart.check(checked.values);
  if (refused.length > 0) return { status: 'refused', problems: refused };
  const manifests = chart.render(checked.values, release);
  const problems = await checkObjects(manifests.flatMap(({ objects }) => objects));
  return problems.some(({ severity }) => severity === 'error')
    ? { status: 'refused', problems }
    : { status: 'rendered', manifests, warnings: problems };
}

/** The values a chart has by itself. */
export function chartDefaults({ defaults }: Chart): Values {
  const [document] = parseDocuments(defaults, readTemplate('render', defaults));
  return isValues(document?.value) ? document.value : {};
}
