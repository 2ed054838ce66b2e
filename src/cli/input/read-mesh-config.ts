import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodeMeshConfig } from '../../kinds/mesh-config/decode-mesh-config.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';

/** The text of `--mesh-config`. @throws CliError where it cannot be read, or is not YAML */
export function readMeshConfig(path: string, { cwd }: CliContext): string {
  const text = readText(resolve(cwd, path));
  decodeMeshConfig(text, path); // what is wrong with its fields is a finding; a text that is no YAML is no mesh config
  return text;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CliError(`the mesh config cannot be read: ${reason}`, { exitCode: ExitCode.badInput, cause: error });
  }
}
