import { openObjects } from '../../objects/open-objects.ts';
import type { CliContext } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { nothingChosen, type Target } from '../input/choose-targets.ts';
import { readTargets } from '../input/read-targets.ts';
import type { TargetFlags } from '../input/target-flags.ts';
import { escapeLine } from '../output/escape-controls.ts';
import type { MetadataField } from './metadata-changes.ts';

/** Prints `key=value` lines; of several objects each below its name. @throws ApiError NotFound after what was found */
export async function listMetadata(
  targets: readonly Target[],
  { field }: MetadataField,
  flags: TargetFlags,
  context: CliContext,
): Promise<void> {
  const objects = await openObjects(homeFolder(flags, context), 'read', { now: context.now });
  try {
    const { found, missing } = readTargets(objects, targets);
    if (found.length === 0 && missing.length === 0) context.stderr.write(nothingChosen(targets));
    const isSingle = found.length + missing.length === 1;
    for (const { kind, object } of found) {
      const qualified = kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`;
      if (!isSingle) context.stdout.write(`Listing ${field} for ${qualified}/${object.metadata.name}:\n`);
      for (const [key, value] of Object.entries(object.metadata[field] ?? {}).sort()) {
        context.stdout.write(`${isSingle ? '' : ' '}${escapeLine(`${key}=${value}`)}\n`);
      }
    }
    const [first] = missing;
    if (first !== undefined) throw first;
  } finally {
    objects.close();
  }
}
