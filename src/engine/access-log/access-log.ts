// Access logs of a connection manager: which lines go where. Formats are compiled to programs once.
import type { AccessLog as AccessLogConfig } from '../../envoy/http-connection-manager.ts';
import type { StreamInfo } from '../http/stream-info.ts';
import { compileJsonLine } from './json-line.ts';
import type { LogWriter } from './log-writer.ts';
import { compileTextLine, DEFAULT_FORMAT } from './text-line.ts';

/** Makes the line of a request, with its line end; bytes, one a character. */
export type LineProgram = (info: StreamInfo) => string;

export interface AccessLog {
  log(info: StreamInfo): void;
}

const FILE_LOG = 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog';

interface FileAccessLog {
  readonly path: string;
  readonly logFormat?: {
    readonly textFormatSource?: { readonly inlineString?: string };
    readonly textFormat?: string;
    readonly jsonFormat?: Readonly<Record<string, unknown>>;
    readonly omitEmptyValues?: boolean;
  };
}

export interface AccessLogOptions {
  /** Where the user wants all lines; undefined: where the config says. `off` is no log at all. */
  readonly sink: string | undefined;
  readonly writer: (path: string) => LogWriter;
}

/**
 * Compiles the logs of a connection manager, TCP proxy or listener; throws where a format is malformed. Where the config has none but the user
 * names a sink, lines are in Envoy's default format.
 */
export function compileAccessLogs(
  configs: readonly AccessLogConfig[] | undefined,
  { sink, writer }: AccessLogOptions,
): AccessLog[] {
  if (sink === 'off') return [];
  const files = (configs ?? []).filter(({ typedConfig }) => typedConfig['@type'] === FILE_LOG);
  const settings = files.map(({ typedConfig, filter }) => ({ file: typedConfig as unknown as FileAccessLog, filter }));
  if (settings.length === 0 && sink !== undefined) settings.push({ file: { path: sink }, filter: undefined });
  return settings.map(({ file, filter }) => fileLog(compileLine(file), writer(sink ?? file.path), filter));
}

function fileLog(line: LineProgram, writer: LogWriter, filter: AccessLogConfig['filter']): AccessLog {
  const flags = filter?.responseFlagFilter?.flags;
  if (filter === undefined || flags === undefined) return { log: (info) => writer.write(line(info)) };
  return {
    log: (info) => {
      if (flags.some((flag) => info.flags.split(',').includes(flag))) writer.write(line(info));
    },
  };
}

function compileLine({ logFormat }: FileAccessLog): LineProgram {
  if (logFormat?.jsonFormat !== undefined)
    return compileJsonLine(logFormat.jsonFormat, logFormat.omitEmptyValues ?? false);
  return compileTextLine(logFormat?.textFormatSource?.inlineString ?? logFormat?.textFormat ?? DEFAULT_FORMAT);
}
