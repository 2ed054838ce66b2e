// `ictl config compact`: drops the log of changes and gives room back to the disk.
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { withProgress } from '../output/progress.ts';
import { bytesText } from './bytes-text.ts';
import { openExistingStore } from './home-store.ts';

/** Compacts the store; objects and their revisions stay. @throws CliError where there is none */
export async function runCompact(flags: GlobalOptions, context: CliContext): Promise<void> {
  const store = await openExistingStore(homeFolder(flags, context));
  try {
    const before = store.facts();
    await withProgress('compacting the store', context.stderr, () => store.shrink());
    const after = store.facts();
    context.stdout.write(
      `Dropped ${before.changes} ${before.changes === 1 ? 'change' : 'changes'}: ${bytesText(before.bytes)} before, ${bytesText(after.bytes)} now\n`,
    );
  } finally {
    store.close();
  }
}
