// Real programs that tests use where they are installed; a test without its client is skipped and says why.
import { execFileSync } from 'node:child_process';
import type { Context } from 'mocha';

/** Whether a program can be run. */
export function isInstalled(program: string): boolean {
  try {
    execFileSync('which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Skips the running test or suite unless all programs are there. */
export function needs(context: Context, ...programs: string[]): void {
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length === 0) return;
  const runnable = context.test ?? context.currentTest;
  if (runnable !== undefined) runnable.title += ` (not installed: ${missing.join(', ')})`;
  context.skip();
}
