// `ictl kube-inject`: from flags to settings, from streams to streams. Nothing is written unless all can be injected.
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { type InputStream, injectStreams, type StreamCounts } from '../../inject/document/inject-stream.ts';
import { createInjector, type InjectorOptions } from '../../inject/injector.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { listFiles } from '../../source/list-files.ts';
import type { CliContext } from '../command.ts';
import { unreadable } from '../input/read-bytes.ts';
import { escapeLine } from '../output/escape-controls.ts';
import type { InjectFlags } from './inject-flags.ts';
import { builtInText, injectSettings } from './inject-settings.ts';
import { deprecationNote, givenOldFlags } from './old-flags.ts';
import { ResultFile } from './result-file.ts';

/** Injects what `-f` names. @throws CliError at the first thing that is wrong; nothing was written then */
export async function runKubeInject(flags: InjectFlags, context: CliContext): Promise<void> {
  const note = (line: string) => void context.stderr.write(`${escapeLine(line)}\n`);
  for (const name of givenOldFlags(flags)) note(deprecationNote(name));
  const paths = [...(flags.filename ?? []), ...(flags.file ?? [])];
  if (flags.emitTemplate === true) {
    emitTemplate(paths, flags, context);
    return;
  }
  if (paths.length === 0 && context.stdin.isTTY === true) {
    throw new CliError('filename not specified (see --filename or -f)', { exitCode: ExitCode.usage });
  }
  const settings = await injectSettings(flags, context);
  for (const line of [...settings.config.notes, ...settings.mesh.notes]) note(line);
  const inputs = (paths.length === 0 ? ['-'] : paths).flatMap((path) => inputStreams(path, context));
  note(summary(await injectAll(inputs, settings, { flags, context, note })));
}

function emitTemplate(paths: readonly string[], flags: InjectFlags, context: CliContext): void {
  if (paths.length > 0) {
    throw new CliError('--filename and --emitTemplate are mutually exclusive', { exitCode: ExitCode.usage });
  }
  context.stdout.write(builtInText(flags, context));
}

interface Surroundings {
  readonly flags: InjectFlags;
  readonly context: CliContext;
  readonly note: (line: string) => void;
}

async function injectAll(
  inputs: readonly InputStream[],
  settings: InjectorOptions,
  { flags, context, note }: Surroundings,
): Promise<StreamCounts> {
  const inject = createInjector(settings);
  const isFile = flags.output !== undefined && flags.output !== '-';
  const result = isFile ? new ResultFile(resolve(context.cwd, flags.output), flags.output) : new ResultFile();
  try {
    const counts = await injectStreams(inputs, inject, { write: (text) => result.write(text), note });
    result.deliver((text) => context.stdout.write(text));
    return counts;
  } finally {
    result.discard();
  }
}

function inputStreams(path: string, context: CliContext): InputStream[] {
  if (path === '-') return [{ file: '<stdin>', chunks: context.stdin as AsyncIterable<Buffer | string> }];
  const root = resolve(context.cwd, path);
  try {
    return listFiles(root).map((file) => ({ file: path + file.slice(root.length), chunks: fileChunks(file, path) }));
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function* fileChunks(file: string, shown: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file)) yield chunk as Buffer;
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? unreadable(shown, error) : error;
  }
}

function summary({ injected, skipped, others }: StreamCounts): string {
  const documents = (count: number) => `${count} document${count === 1 ? '' : 's'}`;
  return `${documents(injected)} injected, ${skipped} skipped, ${others} passed through`;
}
