import type { CliContext, OutputStream } from '../command.ts';

/** Colours a piece of text, or leaves it as it is. */
export interface Paint {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

const same = (text: string) => text;
export const noPaint: Paint = { red: same, yellow: same, green: same, cyan: same, bold: same, dim: same };

/**
 * The colours for a stream: on a terminal, unless --no-color or NO_COLOR (https://no-color.org) say no; anywhere with
 * FORCE_COLOR. chalk is loaded only when there is something to colour.
 */
export async function paintFor(
  stream: OutputStream,
  env: CliContext['env'],
  allowed: boolean | undefined,
): Promise<Paint> {
  if (!wantsColor(stream, env, allowed !== false)) return noPaint;
  const { Chalk } = await import('chalk');
  return new Chalk({ level: 1 });
}

function wantsColor(stream: OutputStream, env: CliContext['env'], allowed: boolean): boolean {
  if (!allowed || (env.NO_COLOR !== undefined && env.NO_COLOR !== '')) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stream.isTTY === true && env.TERM !== 'dumb';
}
