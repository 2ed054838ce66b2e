import { policyFindings } from '../../kinds/policy/not-enforced.ts';
import type { WriteResult } from '../../objects/write-request.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { printFindings } from '../output/print-findings.ts';

/** Prints what is to be said of objects that were changed where they are stored, as for those that come from files. */
export async function printProblems(
  results: readonly WriteResult[],
  flags: Pick<GlobalOptions, 'color'>,
  context: CliContext,
): Promise<void> {
  const findings = results.flatMap(({ ref: { kind, namespace, name }, problems = [] }) =>
    problems.map((problem) => ({ ...problem, resource: { kind: kind.kind, namespace, name } })),
  );
  const policies = policyFindings(results.flatMap(({ object }) => (object === undefined ? [] : [object])));
  await printFindings([...findings, ...policies], flags, context);
}
