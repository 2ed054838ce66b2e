// `ictl render`: from flags to values, from values to manifests, from manifests to output.
import { loadChart } from '../../render/charts.ts';
import type { Component, Profile } from '../../render/profiles.ts';
import { chartDefaults, renderChart } from '../../render/render.ts';
import { valuesJsonSchema } from '../../render/values/values-schema.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { jsonText } from '../output/json-text.ts';
import { printFindings } from '../output/print-findings.ts';
import { readValues, type ValueFlags } from './read-values.ts';
import { refuseValues } from './refuse-values.ts';
import { releaseOf } from './release.ts';
import { selectManifests } from './select-manifests.ts';
import { printManifests, writeManifests } from './show-manifests.ts';

export interface RenderFlags extends GlobalOptions, ValueFlags {
  readonly profile: Profile;
  readonly name?: string;
  readonly showOnly?: readonly string[];
  readonly execute?: readonly string[];
  readonly outputDir?: string;
  readonly valuesSchema?: boolean;
  readonly output: 'yaml' | 'json';
}

/** @throws CliError where a flag or a value is refused; nothing was printed or written then */
export async function runRender(component: Component, flags: RenderFlags, context: CliContext): Promise<void> {
  const chart = await loadChart(component, flags.profile);
  if (flags.valuesSchema === true) {
    context.stdout.write(jsonText(valuesJsonSchema(chart.title, chart.schema, chartDefaults(chart))));
    return;
  }
  const release = releaseOf(chart, flags);
  const { values, sources } = await readValues(flags, context);
  const rendered = await renderChart(chart, values, release);
  if (rendered.status === 'refused') {
    const { profile } = flags;
    return refuseValues({ component, profile, problems: rendered.problems, sources }, flags, context);
  }
  const manifests = selectManifests(rendered.manifests, [...(flags.showOnly ?? []), ...(flags.execute ?? [])]);
  await printFindings(rendered.warnings, flags, context);
  if (flags.outputDir === undefined) printManifests(manifests, flags.output, context);
  else writeManifests(manifests, flags.outputDir, flags.output, context);
}
