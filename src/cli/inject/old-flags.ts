// Flags of istioctl 0.8 that fill in its template. It called them deprecated already.

import { parseBoolean } from '../../inject/annotations/check-annotations.ts';
import { cidrListFault, portListFault } from '../../inject/annotations/ports.ts';
import { type OldParameters, oldDefaults } from '../../inject/built-in/old-parameters.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { InjectFlags, OldFlags } from './inject-flags.ts';

const oldFlagNames = [
  'verbosity',
  'sidecarProxyUID',
  'setVersionString',
  'coreDump',
  'imagePullPolicy',
  'includeIPRanges',
  'excludeIPRanges',
  'includeInboundPorts',
  'excludeInboundPorts',
  'debug',
] as const satisfies readonly (keyof OldFlags)[];

/** The flags of 0.8 that were given. */
export function givenOldFlags(flags: OldFlags): readonly string[] {
  return oldFlagNames.filter((name) => flags[name] !== undefined);
}

/** What istioctl 0.8 said of them. */
export function deprecationNote(name: string): string {
  return `Flag --${name} has been deprecated, Use --injectConfigMapName or --injectConfigFile instead`;
}

/** Reads the parameters of the template. @throws CliError for a value that cannot be */
export function oldParameters(flags: InjectFlags): OldParameters {
  checkRanges(flags);
  const defaults = oldDefaults;
  return {
    hub: flags.hub ?? defaults.hub,
    tag: flags.tag ?? defaults.tag,
    imagePullPolicy: flags.imagePullPolicy ?? defaults.imagePullPolicy,
    sidecarProxyUID: integer('sidecarProxyUID', flags.sidecarProxyUID) ?? defaults.sidecarProxyUID,
    includeIPRanges: flags.includeIPRanges ?? defaults.includeIPRanges,
    excludeIPRanges: flags.excludeIPRanges ?? defaults.excludeIPRanges,
    includeInboundPorts: flags.includeInboundPorts ?? defaults.includeInboundPorts,
    excludeInboundPorts: flags.excludeInboundPorts ?? defaults.excludeInboundPorts,
    coreDump: boolean('coreDump', flags.coreDump),
    debug: boolean('debug', flags.debug),
  };
}

function checkRanges({
  includeIPRanges,
  excludeIPRanges,
  includeInboundPorts,
  excludeInboundPorts,
  verbosity,
}: OldFlags): void {
  integer('verbosity', verbosity);
  const faults: Readonly<Record<string, string | undefined>> = {
    includeIPRanges: includeIPRanges === '*' ? undefined : cidrListFault(includeIPRanges ?? ''),
    excludeIPRanges: cidrListFault(excludeIPRanges ?? ''),
    includeInboundPorts: includeInboundPorts === '*' ? undefined : portListFault(includeInboundPorts ?? ''),
    excludeInboundPorts: portListFault(excludeInboundPorts ?? ''),
  };
  for (const [name, fault] of Object.entries(faults)) if (fault !== undefined) throw usage(`${name} invalid: ${fault}`);
}

function integer(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw usage(`invalid argument "${text}" for "--${name}" flag: not a number`);
}

function boolean(name: string, value: boolean | string | undefined): boolean {
  if (typeof value !== 'string') return value ?? false;
  const parsed = parseBoolean(value);
  if (parsed === undefined) throw usage(`invalid argument "${value}" for "--${name}" flag: not true or false`);
  return parsed;
}

function usage(message: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage });
}
