// `ictl label` and `ictl annotate`.
import type { KubeObject } from '../../kinds/object.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';
import { chooseTargets, nothingChosen, type Target } from '../input/choose-targets.ts';
import type { TargetFlags } from '../input/target-flags.ts';
import { carryOut } from '../write/carry-out.ts';
import type { WriteFlags } from '../write/write-flags.ts';
import { changeMetadata } from './change-metadata.ts';
import { listMetadata } from './list-metadata.ts';
import { type MetadataChanges, type MetadataField, parseChanges, splitWords } from './metadata-changes.ts';

interface LabelFlags extends WriteFlags, TargetFlags {
  readonly overwrite?: boolean;
  readonly list?: boolean;
  readonly resourceVersion?: string;
}

/** Changes or lists labels or annotations of what is meant. @throws CliError or ApiError; then nothing is written */
export async function runLabel(
  words: readonly string[],
  what: MetadataField,
  flags: LabelFlags,
  context: CliContext,
): Promise<void> {
  const verb = what.noun === 'label' ? 'label' : 'annotate';
  const example = `ictl ${verb} gateway web app=web`;
  const { resources, changes: texts } = splitWords(words);
  const changes = parseChanges(texts, what);
  const targets = await chooseTargets(resources, flags, context, { verb, example });
  if (flags.list === true) {
    if (texts.length > 0) throw usage(`--list changes no ${what.noun}`, `ictl ${verb} gateway web --list`);
    return listMetadata(targets, what, flags, context);
  }
  if (texts.length === 0) throw usage(`at least one ${what.noun} update is required`, example);
  await carryOutChanges(targets, what, changes, flags, context);
}

async function carryOutChanges(
  targets: readonly Target[],
  what: MetadataField,
  changes: MetadataChanges,
  flags: LabelFlags,
  context: CliContext,
): Promise<void> {
  const { resourceVersion } = flags;
  if (resourceVersion !== undefined && (targets.length !== 1 || targets.some((target) => 'selection' in target))) {
    throw usage('--resource-version may only be used with a single resource', 'name one resource');
  }
  const absent = new Set<string>();
  const change = (object: KubeObject) => {
    for (const key of changes.removed) if (object.metadata[what.field]?.[key] === undefined) absent.add(key);
    return changeMetadata(object, what, changes, flags.overwrite === true);
  };
  const precondition = resourceVersion === undefined ? {} : { resourceVersion };
  const results = await carryOut(
    targets.map((target) => ({ verb: 'patch', ...target, ...precondition, change })),
    flags,
    context,
  );
  if (results.length === 0) context.stderr.write(nothingChosen(targets));
  for (const key of absent) context.stderr.write(`${what.noun} "${key}" not found.\n`);
}

function usage(message: string, hint: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage, hint });
}
