// The end of every writing command: write, say what was done, tell the server.
import { openObjects } from '../../objects/open-objects.ts';
import type { WriteRequest, WriteResult, Written } from '../../objects/write-request.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { resultText } from './result-text.ts';
import { tellServer } from './tell-server.ts';
import type { WriteFlags } from './write-flags.ts';

interface CarryOutFlags extends WriteFlags, GlobalOptions {
  readonly allowUnenforced?: boolean;
}

/**
 * Carries out requests in one transaction and prints a line for each; the answer is what came of them.
 * @throws ApiError or CliError
 */
export async function carryOut(
  requests: readonly WriteRequest[],
  flags: CarryOutFlags,
  context: CliContext,
): Promise<readonly WriteResult[]> {
  const home = homeFolder(flags, context);
  const dryRun = flags.dryRun === true;
  const written = await write(home, requests, flags, context);
  for (const result of written.results) {
    const text = resultText(result);
    if (text !== undefined) context.stdout.write(`${escapeLine(text)}${dryRun ? ' (dry run)' : ''}\n`);
  }
  if (!dryRun) await tellServer(home, written.revision, flags, context);
  return written.results;
}

async function write(
  home: string,
  requests: readonly WriteRequest[],
  { dryRun, allowUnenforced }: CarryOutFlags,
  { now }: CliContext,
): Promise<Written> {
  const objects = await openObjects(home, dryRun ? 'read' : 'write', { now });
  try {
    return await objects.write(requests, { dryRun: dryRun === true, allowUnenforced: allowUnenforced === true });
  } finally {
    objects.close();
  }
}
