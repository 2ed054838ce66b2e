// create, replace and apply: the same way through, with another verb.
import { policyFindings } from '../../kinds/policy/not-enforced.ts';
import type { WriteRequest } from '../../objects/write-request.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { loadGoodObjects } from '../input/load-good-objects.ts';
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
  const objects = await loadGoodObjects(verb, flags, context);
  const requests = objects.map(({ kind, object }): WriteRequest => ({ verb, kind, object }));
  await carryOut(requests, flags, context);
  await printFindings(policyFindings(objects.map(({ object }) => object)), flags, context);
}
