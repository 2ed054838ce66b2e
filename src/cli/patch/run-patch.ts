// `ictl patch`: the patch is read, turned into a change for each target, and carried out in one transaction.
import type { PatchType } from '../../objects/patch/object-patch.ts';
import { defaultPatchType, objectPatch } from '../../objects/patch/object-patch.ts';
import { requestedKind, type WriteRequest } from '../../objects/write-request.ts';
import type { CliContext } from '../command.ts';
import { chooseTargets, type Target } from '../input/choose-targets.ts';
import type { TargetFlags } from '../input/target-flags.ts';
import { carryOut } from '../write/carry-out.ts';
import { printProblems } from '../write/print-problems.ts';
import type { WriteFlags } from '../write/write-flags.ts';
import { type PatchFlags, readPatch } from './read-patch.ts';

interface RunPatchFlags extends WriteFlags, TargetFlags, PatchFlags {
  readonly type?: PatchType;
}

const command = { verb: 'patch', example: `ictl patch gateway web -p '{"metadata": {"labels": {"app": "web"}}}'` };

/** Patches what is named. @throws CliError or ApiError; then nothing is written */
export async function runPatch(words: readonly string[], flags: RunPatchFlags, context: CliContext): Promise<void> {
  const patch = readPatch(flags, context);
  const targets = await chooseTargets(words, flags, context, command);
  const results = await carryOut(
    targets.map((target) => requestOf(target, patch, flags.type)),
    flags,
    context,
  );
  await printProblems(results, flags, context);
}

function requestOf(target: Target, patch: unknown, type: PatchType | undefined): WriteRequest {
  const kind = requestedKind({ verb: 'delete', ...target });
  return { verb: 'patch', ...target, change: objectPatch(type ?? defaultPatchType(kind), patch, kind) };
}
