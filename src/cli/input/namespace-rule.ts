import { CliError, ExitCode } from '../../lib/errors.ts';

/** Where a namespaced object goes when neither it nor `-n` says. */
export const DEFAULT_NAMESPACE = 'default';

/** Returns the namespace of an object: its own, which `-n` must not contradict (as in istioctl), else that of `-n`. */
export function namespaceFor(written: string, flag: string | undefined): string {
  if (written !== '' && flag !== undefined && written !== flag) {
    throw new CliError(
      `the namespace from the provided object "${written}" does not match the namespace "${flag}". You must pass '--namespace=${written}' to perform this operation`,
      { exitCode: ExitCode.badInput },
    );
  }
  return flag ?? (written || DEFAULT_NAMESPACE);
}
