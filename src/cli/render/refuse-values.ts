import { type PathSegment, parseFieldPath } from '../../kinds/field-path.ts';
import type { Problem } from '../../kinds/problem.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { Finding } from '../../lib/finding.ts';
import { loadChart } from '../../render/charts.ts';
import { type Component, type Profile, profilesOf } from '../../render/profiles.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { printFindings } from '../output/print-findings.ts';
import type { ValueSource } from './read-values.ts';

interface RefusedValues {
  readonly component: Component;
  readonly profile: Profile;
  readonly problems: readonly Problem[];
  readonly sources: readonly ValueSource[];
}

/** Prints what is wrong with values, with the place where one was read from a file. @throws CliError always */
export async function refuseValues(
  { component, profile, problems, sources }: RefusedValues,
  flags: GlobalOptions,
  context: CliContext,
): Promise<never> {
  const findings = problems.map((problem) => withPlace(problem, sources));
  await printFindings(findings, flags, context);
  const count = problems.length === 1 ? '1 error' : `${problems.length} errors`;
  throw new CliError(`${count} in the values, nothing was rendered`, {
    exitCode: ExitCode.badInput,
    hint:
      (await profileWith(problems, component, profile)) ??
      'the same command with --values-schema lists the values there are',
  });
}

/** Values of another profile are a common mistake: its name is the better hint. */
async function profileWith(
  problems: readonly Problem[],
  component: Component,
  profile: Profile,
): Promise<string | undefined> {
  const { fields } = (await loadChart(component, profile)).schema;
  const keys = problems.map(({ path = '' }) => String(parseFieldPath(path)[0]));
  const foreign = keys.find((key) => !Object.hasOwn(fields, key));
  if (foreign === undefined) return undefined;
  for (const other of profilesOf(component)) {
    const { schema } = await loadChart(component, other);
    if (Object.hasOwn(schema.fields, foreign)) return `${foreign} is a value of --profile ${other}`;
  }
  return undefined;
}

/** The last source that has the value decides. */
function withPlace(problem: Problem, sources: readonly ValueSource[]): Finding {
  const { path = '' } = problem;
  const source = path === '' ? undefined : sources.findLast(({ values }) => hasPath(values, parseFieldPath(path)));
  return source?.origin === undefined ? problem : { ...problem, position: source.origin.locate(path) };
}

function hasPath(value: unknown, path: readonly PathSegment[]): boolean {
  const [step, ...rest] = path;
  if (step === undefined) return true;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false;
  return hasPath((value as Readonly<Record<PathSegment, unknown>>)[step], rest);
}
