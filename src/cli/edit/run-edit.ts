// `ictl edit`: objects are written into a file, an editor is run on it, and what was changed is stored; as often as it
// takes until the text is right or the user gives up. The text is never lost: it is kept where it cannot be stored.
import type { KubeObject } from '../../kinds/object.ts';
import { ApiError, CliError, ExitCode } from '../../lib/errors.ts';
import { checkWritable } from '../../objects/check-writable.ts';
import { refOf } from '../../objects/object-ref.ts';
import { openObjects } from '../../objects/open-objects.ts';
import type { WriteRequest } from '../../objects/write-request.ts';
import type { CliContext } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { chooseTargets } from '../input/choose-targets.ts';
import { readTargets, type TargetObject } from '../input/read-targets.ts';
import type { TargetFlags } from '../input/target-flags.ts';
import { printFindings } from '../output/print-findings.ts';
import { carryOut } from '../write/carry-out.ts';
import { printProblems } from '../write/print-problems.ts';
import { EditSession } from './edit-session.ts';
import type { EditedObject } from './edited-objects.ts';

export interface EditFlags extends TargetFlags {
  readonly output?: string;
  readonly wait?: boolean;
  readonly timeout: number;
}

const command = { verb: 'edit', example: 'ictl edit gateway web' };

/** Lets the user edit what is named. @throws CliError or ApiError, after it was said where the text is kept */
export async function runEdit(words: readonly string[], flags: EditFlags, context: CliContext): Promise<void> {
  const format = formatOf(flags);
  const targets = await chooseTargets(words, flags, context, command);
  const originals = await readOriginals(targets, flags, context);
  const session = new EditSession(originals, format, context);
  const versions = new Map(originals.map((object) => [nameOf(object), object.metadata.resourceVersion]));
  const outcome = await session.run((changed) => store(changed, versions, flags, context));
  if (outcome !== 'stored') context.stderr.write(`Edit cancelled, ${outcome}.\n`);
}

function formatOf({ output = 'yaml' }: EditFlags): 'yaml' | 'json' {
  if (output === 'yaml' || output === 'json') return output;
  throw new CliError(`the format ${output} cannot be edited`, {
    exitCode: ExitCode.usage,
    hint: 'the formats are yaml and json',
  });
}

/** A status is left out: it is computed, so nobody can change it. */
async function readOriginals(
  targets: Parameters<typeof readTargets>[1],
  flags: EditFlags,
  context: CliContext,
): Promise<readonly KubeObject[]> {
  const objects = await openObjects(homeFolder(flags, context), 'read', { now: context.now });
  try {
    const { found, missing } = readTargets(objects, targets);
    const [first, ...more] = missing;
    if (first !== undefined) {
      throw more.length === 0 ? first : new ApiError('NotFound', missing.map(({ message }) => message).join('\n'));
    }
    return await Promise.all(found.map(toBeEdited));
  } finally {
    objects.close();
  }
}

async function toBeEdited({ kind, apiVersion, object }: TargetObject): Promise<KubeObject> {
  checkWritable({ verb: 'patch', ref: refOf(kind, object), change: () => object }, {});
  const { fromStorage } = await kind.load();
  const { status: _, ...stored } = fromStorage(object, apiVersion);
  return stored as KubeObject;
}

/** What somebody else has changed since is not overwritten. */
async function store(
  changed: readonly EditedObject[],
  versions: ReadonlyMap<string, string | undefined>,
  flags: EditFlags,
  context: CliContext,
): Promise<void> {
  const requests = changed.map(({ kind, object }): WriteRequest => {
    const resourceVersion = object.metadata.resourceVersion ?? versions.get(nameOf(object));
    const metadata = { ...object.metadata, ...(resourceVersion === undefined ? {} : { resourceVersion }) };
    return { verb: 'replace', kind, object: { ...object, metadata } };
  });
  const { output: _, ...rest } = flags;
  const results = await carryOut(requests, { ...rest, allowUnenforced: true }, context);
  await printFindings(
    changed.flatMap(({ findings }) => findings),
    flags,
    context,
  );
  await printProblems(results, flags, context);
}

function nameOf({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}
