// Runs the server for as long as it is wanted, and prints what people want to know of it.
import { Server } from '../../serve/server.ts';
import type { CliContext } from '../command.ts';
import { paintFor } from '../output/paint.ts';
import { type ServeFlags, serveOptions } from './serve-options.ts';
import { ServeReport } from './serve-report.ts';

/** Resolves after the server was asked to end and has drained. */
export async function runServe(flags: ServeFlags, context: CliContext): Promise<void> {
  const { signal } = context; // from here on the first SIGTERM drains
  const options = serveOptions(flags, context);
  const paint = await paintFor(context.stdout, context.env, flags.color);
  const report = new ServeReport((text) => void context.stdout.write(text), paint, options);
  const server = await Server.start(options, report);
  const ended = AbortSignal.any([signal, server.stopAsked]);
  if (!ended.aborted) await new Promise((resolve) => ended.addEventListener('abort', resolve, { once: true }));
  report.onDrain(flags.drainSeconds);
  await server.drain(flags.drainSeconds * 1000);
}
