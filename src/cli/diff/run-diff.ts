// `ictl diff`: what apply would change, for those who send requests and in the objects themselves.
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { Finding } from '../../lib/finding.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { loadGoodObjects } from '../input/load-good-objects.ts';
import type { InputObject } from '../input/load-objects.ts';
import { readMeshConfig } from '../input/read-mesh-config.ts';
import { jsonText } from '../output/json-text.ts';
import { paintFor } from '../output/paint.ts';
import { withProgress } from '../output/progress.ts';
import { readSnapshot, type TranslatedSnapshot, translateSnapshot } from '../translate/translate-snapshot.ts';
import type { Change } from './change.ts';
import { configChanges } from './config-changes.ts';
import { changesText, coloredDiff, findingsText } from './diff-text.ts';
import { objectDiff } from './object-diff.ts';
import { wouldBeApplied } from './would-be-applied.ts';

export interface DiffFlags extends GlobalOptions {
  readonly file?: readonly string[];
  readonly output: 'text' | 'json';
  /** False with --no-yaml. */
  readonly yaml: boolean;
  readonly meshConfig?: string;
  readonly gateway?: string;
}

interface Comparison {
  readonly changes: readonly Change[];
  readonly findings: readonly Finding[];
  /** Unified diffs of the objects that are different. */
  readonly diffs: readonly string[];
}

/** Prints what applying the input would change. @throws CliError with exit code 1 where anything would */
export async function runDiff(flags: DiffFlags, context: CliContext): Promise<void> {
  const input = await loadGoodObjects('compare', flags, context);
  const comparison = await withProgress('comparing', context.stderr, () => compare(input, flags, context));
  await print(comparison, flags, context);
  const { length } = comparison.diffs;
  if (length === 0) return;
  const count = length === 1 ? '1 object' : `${length} objects`;
  throw new CliError(`${count} would change`, { exitCode: ExitCode.no, hint: 'carry it out with ictl apply' });
}

async function compare(input: readonly InputObject[], flags: DiffFlags, context: CliContext): Promise<Comparison> {
  const state = await wouldBeApplied(input, flags, context);
  const meshConfigText = flags.meshConfig === undefined ? undefined : readMeshConfig(flags.meshConfig, context);
  const translated = (objects: typeof state.before) =>
    translateSnapshot(readSnapshot({ revision: state.revision, objects, problems: [] }, meshConfigText), flags.gateway);
  const [before, after] = [translated(state.before), translated(state.after)];
  return {
    changes: configChanges(await side(before, flags, context), await side(after, flags, context)),
    findings: newFindings(before.findings, after.findings),
    diffs: state.applied.map(objectDiff).filter((text) => text !== ''),
  };
}

async function print({ changes, findings, diffs }: Comparison, flags: DiffFlags, context: CliContext): Promise<void> {
  const { stdout, env } = context;
  if (flags.output === 'json') {
    stdout.write(jsonText({ changes, findings, objects: diffs }));
    return;
  }
  if (diffs.length === 0) return;
  const paint = await paintFor(stdout, env, flags.color);
  stdout.write(`${changesText(changes, paint)}${findingsText(findings, paint)}`);
  if (flags.yaml) stdout.write(`\n${coloredDiff(diffs.join(''), paint)}`);
}

async function side({ config, secrets, proxy }: TranslatedSnapshot, flags: DiffFlags, context: CliContext) {
  const { lookAtMachine } = await import('../get/look-at-machine.ts');
  const { isServing, servicePorts } = await lookAtMachine(homeFolder(flags, context));
  const reach = { serviceTargets: proxy.serviceTargets, servicePorts: isServing ? servicePorts : undefined };
  return { config, secrets, reach };
}

/** What would be wrong that is not now. */
function newFindings(before: readonly Finding[], after: readonly Finding[]): readonly Finding[] {
  const known = new Set(before.map(identity));
  return after.filter((finding) => finding.severity !== 'info' && !known.has(identity(finding)));
}

function identity({ code, message, resource, path }: Finding): string {
  return JSON.stringify([code, message, resource, path]);
}
