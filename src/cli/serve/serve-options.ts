// Reads the flags of `serve`.
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { ServeOptions } from '../../serve/options.ts';
import type { ServiceOverride } from '../../source/service-overrides.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { readMeshConfig } from '../input/read-mesh-config.ts';

export interface ServeFlags extends GlobalOptions {
  readonly file?: readonly string[];
  readonly port?: readonly string[];
  readonly service?: readonly string[];
  readonly bind?: readonly string[];
  readonly accessLog?: string;
  readonly meshConfig?: string;
  readonly adminPort?: number;
  readonly gateway?: string;
  readonly allowUnenforced?: boolean;
  readonly drainSeconds: number;
}

/** @throws CliError usage for a flag that cannot be understood, badInput for a file that cannot be read */
export function serveOptions(flags: ServeFlags, context: CliContext): ServeOptions {
  return {
    home: homeFolder(flags, context),
    files: (flags.file ?? []).map((path) => servedPath(path, context)),
    ports: portMap(flags.port ?? []),
    services: (flags.service ?? []).map(parseService),
    bind: (flags.bind ?? []).map(parseBind),
    accessLog: accessLogSink(flags.accessLog, context),
    meshConfigText: flags.meshConfig === undefined ? undefined : readMeshConfig(flags.meshConfig, context),
    adminPort: flags.adminPort,
    gateway: flags.gateway,
    allowUnenforced: flags.allowUnenforced === true,
  };
}

function servedPath(path: string, { cwd }: CliContext): string {
  if (path === '-')
    throw usage(
      'serve -f needs files: standard input cannot change',
      'save it to a file, or ictl create -f - and ictl serve',
    );
  return resolve(cwd, path);
}

/** `80=8080` for each Gateway port; the same one may be given several times. */
function portMap(texts: readonly string[]): Map<number, number[]> {
  const ports = new Map<number, number[]>();
  for (const text of texts) {
    const [, server, socket] = /^(\d{1,5})=(\d{1,5})$/.exec(text) ?? [];
    if (server === undefined || socket === undefined || Number(server) > 65535 || Number(socket) > 65535) {
      throw usage(`--port ${text} is not of the form GATEWAYPORT=PORT`, 'for example --port 80=8080');
    }
    ports.set(Number(server), [...(ports.get(Number(server)) ?? []), Number(socket)]);
  }
  return ports;
}

/** `httpbin.default:8000=127.0.0.1:9000`; without a namespace it is `default`, an IPv6 address stands in brackets. */
function parseService(text: string): ServiceOverride {
  const [, name, namespace = 'default', port, bracketed, plain, targetPort] =
    /^([a-z0-9-]+)(?:\.([a-z0-9-]+))?:(\d{1,5})=(?:\[([0-9a-fA-F:]+)\]|([0-9.]+)):(\d{1,5})$/.exec(text) ?? [];
  const address = bracketed ?? plain;
  if (name === undefined || address === undefined || isIP(address) === 0 || !isPort(port) || !isPort(targetPort)) {
    throw usage(
      `--service ${text} is not of the form NAME.NAMESPACE:PORT=ADDRESS:PORT`,
      'for example --service httpbin.default:8000=127.0.0.1:9000',
    );
  }
  return { name, namespace, port: Number(port), address, targetPort: Number(targetPort) };
}

function isPort(text: string | undefined): boolean {
  return Number(text) >= 1 && Number(text) <= 65535;
}

function parseBind(text: string): string {
  if (isIP(text) === 0)
    throw usage(`--bind ${text} is not an IP address`, 'for example --bind 0.0.0.0 for every interface');
  return text;
}

function accessLogSink(sink: string | undefined, { cwd }: CliContext): string | undefined {
  return sink === undefined || sink === '-' || sink === 'off' ? sink : resolve(cwd, sink);
}

function usage(message: string, hint: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage, hint });
}
