import { type PathSegment, parseFieldPath } from '../../kinds/field-path.ts';
import type { Problem } from '../../kinds/problem.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { Finding } from '../../lib/finding.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { printFindings } from '../output/print-findings.ts';
import type { ValueSource } from './read-values.ts';

/** Prints what is wrong with values, with the place where one was read from a file. @throws CliError always */
export async function refuseValues(
  problems: readonly Problem[],
  sources: readonly ValueSource[],
  flags: GlobalOptions,
  context: CliContext,
): Promise<never> {
  await printFindings(
    problems.map((problem) => withPlace(problem, sources)),
    flags,
    context,
  );
  const count = problems.length === 1 ? '1 error' : `${problems.length} errors`;
  throw new CliError(`${count} in the values, nothing was rendered`, {
    exitCode: ExitCode.badInput,
    hint: 'the same command with --values-schema lists the values there are',
  });
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
