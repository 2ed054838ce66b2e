// A chart: values in, manifests out. Each profile has one for the gateway; charts.ts finds them.
import type { KubeObject } from '../kinds/object.ts';
import type { Problem } from '../kinds/problem.ts';
import type { Infer, ObjectSchema } from '../kinds/schema.ts';
import type { Values } from './values/values.ts';

/** What Helm calls a release: under which name and where a chart is installed. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
}

/** What one template of a chart renders; without objects where the values switch it off. */
export interface Manifest {
  /** The template, from the chart's folder on: `istio/charts/ingressgateway/templates/deployment.yaml`. */
  readonly source: string;
  readonly objects: readonly KubeObject[];
}

export interface Chart {
  /** One line on what it renders. */
  readonly title: string;
  readonly schema: ObjectSchema;
  /** File with the default values, below templates/render/. */
  readonly defaults: string;
  /** The name of the release unless another is given. */
  readonly releaseName: string;
  /** Brings users' values into the form of the schema, where a chart has several. */
  readonly flatten?: (values: Values) => Values;
  /** What the schema cannot say; on values that fit it. */
  readonly check: (values: unknown) => readonly Problem[];
  /** @param values those of the defaults and of the user; without problems */
  readonly render: (values: unknown, release: Release) => readonly Manifest[];
}

interface ChartDefinition<Schema extends ObjectSchema>
  extends Pick<Chart, 'title' | 'defaults' | 'releaseName' | 'flatten'> {
  readonly schema: Schema;
  readonly check?: (values: Infer<Schema>) => readonly Problem[];
  readonly render: (values: Infer<Schema>, release: Release) => readonly Manifest[];
}

/** Makes a chart of functions on values that have the type of its schema. */
export function defineChart<Schema extends ObjectSchema>(chart: ChartDefinition<Schema>): Chart {
  const typed = (values: unknown): Infer<Schema> => values as Infer<Schema>; // checked before, see render.ts
  return {
    ...chart,
    check: (values) => chart.check?.(typed(values)) ?? [],
    render: (values, release) => chart.render(typed(values), release),
  };
}
