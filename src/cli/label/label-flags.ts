import type { Command } from 'commander';
import { refuseFlags } from '../input/refuse-flags.ts';
import { addTargetFlags } from '../input/target-flags.ts';
import { addFileFlag, addWriteFlags } from '../write/write-flags.ts';
import type { MetadataField } from './metadata-changes.ts';

/** Declares what `label` and `annotate` take. */
export function addLabelFlags(command: Command, { field }: MetadataField): Command {
  command
    .argument('[type]', 'a type, types joined by commas, or TYPE/NAME')
    .argument('[words...]', `names, then key=value to set and key- to remove`)
    .option('--overwrite', `replace ${field} that have another value`)
    .option('--list', `show the ${field}`)
    .option('--resource-version <version>', 'only if the resource still has this resourceVersion');
  refuseFlags(command, { '--local': 'print what would be stored with --dry-run -o yaml' });
  return addWriteFlags(addFileFlag(addTargetFlags(command)));
}
