// Which source the options ask for. What only one of them needs is loaded only for it.
import type { Source } from '../source/source.ts';
import type { ServeOptions } from './options.ts';

/** @throws CliError where the store or the files cannot be read */
export async function openSource(options: ServeOptions): Promise<Source> {
  const common = { overrides: options.services, meshConfigText: options.meshConfigText };
  if (options.files.length > 0) {
    const { FileSource } = await import('../source/file-source.ts');
    return new FileSource({ ...common, paths: options.files, allowUnenforced: options.allowUnenforced });
  }
  const { StoreSource } = await import('../source/store-source.ts');
  return StoreSource.open(options.home, common);
}
