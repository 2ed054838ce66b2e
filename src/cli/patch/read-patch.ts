import { parseDocuments } from '../../kinds/decode/parse-documents.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';
import { readBytes } from '../input/read-bytes.ts';

export interface PatchFlags {
  readonly patch?: string;
  readonly patchFile?: string;
}

/** Reads the patch of -p or --patch-file, YAML or JSON. @throws CliError where there is none, or not just one */
export function readPatch({ patch, patchFile }: PatchFlags, { cwd }: CliContext): unknown {
  if ((patch === undefined) === (patchFile === undefined)) {
    throw new CliError(patch === undefined ? 'a patch is missing' : '--patch and --patch-file exclude each other', {
      exitCode: ExitCode.usage,
      hint: `ictl patch gateway web -p '{"metadata": {"labels": {"app": "web"}}}', or --patch-file FILE`,
    });
  }
  const file = patchFile ?? '--patch';
  const text = patch ?? readBytes(file, cwd).toString('utf8');
  const [document, ...more] = parseDocuments(file, text);
  if (document === undefined) throw badInput(`${file} is empty`);
  if (more.length > 0) throw badInput(`${file} holds ${more.length + 1} documents, a patch is one`);
  const [problem] = document.problems.filter(({ severity }) => severity === 'error');
  if (problem !== undefined) throw badInput(`${file}: ${problem.path ? `${problem.path}: ` : ''}${problem.message}`);
  return document.value;
}

function badInput(message: string): CliError {
  return new CliError(message, { exitCode: ExitCode.badInput });
}
