// create, replace and apply: the same way through, with another verb.
import { policyFindings } from '../../kinds/policy/not-enforced.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { Finding } from '../../lib/finding.ts';
import type { WriteRequest } from '../../objects/write-request.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { loadObjects } from '../input/load-objects.ts';
import { printFindings } from '../output/print-findings.ts';
import { carryOut } from './carry-out.ts';
import type { WriteFlags } from './write-flags.ts';

type Verb = 'create' | 'replace' | 'apply';

export interface InputFlags extends WriteFlags {
  readonly file?: readonly string[];
  readonly allowUnenforced?: boolean;
}

/** Writes all objects of the input, or none. @throws CliError or ApiError */
export async function writeInput(verb: Verb, flags: InputFlags & GlobalOptions, context: CliContext): Promise<void> {
  const { objects, count, findings } = await loadObjects(flags.file ?? [], flags.namespace, context);
  if (count === 0) throw new CliError(`nothing to ${verb}`, { exitCode: ExitCode.badInput });
  await printFindings(findings, flags, context);
  refuseErrors(findings);
  const requests = objects.map(({ kind, object }): WriteRequest => ({ verb, kind, object }));
  await carryOut(requests, flags, context);
  await printFindings(policyFindings(objects.map(({ object }) => object)), flags, context);
}

function refuseErrors(findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (errors === 0) return;
  throw new CliError(`${errors} ${errors === 1 ? 'error' : 'errors'} in the input, nothing was written`, {
    exitCode: ExitCode.badInput,
  });
}
