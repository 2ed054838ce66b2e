import type { Finding } from '../../lib/finding.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { findingText } from './finding-text.ts';
import { paintFor } from './paint.ts';

/** Prints findings to standard error, one a line. */
export async function printFindings(
  findings: readonly Finding[],
  { color }: Pick<GlobalOptions, 'color'>,
  { stderr, env }: CliContext,
): Promise<void> {
  if (findings.length === 0) return;
  const paint = await paintFor(stderr, env, color);
  for (const finding of findings) stderr.write(`${findingText(finding, paint)}\n`);
}
