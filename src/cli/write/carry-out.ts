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
  describe: (result: WriteResult) => string | undefined = resultText,
): Promise<readonly WriteResult[]> {
  const home = homeFolder(flags, context);
  const { revision, results } = await write(home, requests, flags, context);
  if (flags.output === undefined) printLines(results.map(describe), flags, context);
  else await printResults(flags.dryRun ? results.map(asToBeMade) : results, flags.output, context);
  if (flags.dryRun !== true) await tellServer(home, revision, flags, context);
  return results;
}

function printLines(lines: readonly (string | undefined)[], { dryRun }: CarryOutFlags, { stdout }: CliContext): void {
  for (const line of lines) {
    if (line !== undefined) stdout.write(`${escapeLine(line)}${dryRun ? ' (dry run)' : ''}\n`);
  }
}

/** An object that was not made has no identity yet: without one the output can be given to create or apply. */
function asToBeMade(result: WriteResult): WriteResult {
  if (result.outcome !== 'created' || result.object === undefined) return result;
  const { uid: _uid, resourceVersion: _version, creationTimestamp: _time, ...metadata } = result.object.metadata;
  return { ...result, object: { ...result.object, metadata } };
}

/** Prints the objects as they are stored now, in a format of `get`. */
async function printResults(results: readonly WriteResult[], output: string, context: CliContext): Promise<void> {
  const { choosePrinter } = await import('../get/choose-printer.ts');
  const kinds = results.flatMap(({ ref: { kind }, object }) =>
    object === undefined ? [] : [{ kind, apiVersion: kind.storageVersion, items: [object], missing: [] }],
  );
  await choosePrinter({ output }, context)({ kinds, isSingle: results.length === 1, namespace: undefined });
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
