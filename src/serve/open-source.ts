// Which source the options ask for. What only one of them needs is loaded only for it.
import type { Source } from '../source/source.ts';
import type { ServeOptions } from './options.ts';

/** @throws CliError where the store or the files cannot be read */
export async function openSource(options: ServeOptions): Promise<Source> {
  const common = { overrides: options.services, meshConfigText: options.meshConfigText };
  if (options.files.length > 0) {
    const { FileSource } = await import('../source/file-source.ts');
    return FileSource.open({ ...common, paths: options.files, allowUnenforced: options.allowUnenforced });
  }
  const { openStoreSource } = await import('../source/open-store-source.ts');
  return openStoreSource(options.home, common);
}
