// What an injection works with, each part from the first place that has it: a file that a flag names, a ConfigMap, what
// is built in.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { builtInConfig, builtInMesh, builtInValues } from '../../inject/built-in/built-in.ts';
import { type InjectConfig, readInjectConfig } from '../../inject/inject-config.ts';
import type { InjectorOptions } from '../../inject/injector.ts';
import type { IstioGeneration } from '../../inject/mesh/mesh-config.ts';
import { readMesh } from '../../inject/mesh/mesh-config.ts';
import { readValues } from '../../inject/overlay/installation-values.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';
import { unreadable } from '../input/read-bytes.ts';
import { type ConfigMaps, requiredText, withConfigMaps } from './config-maps.ts';
import type { InjectFlags, InjectProfile } from './inject-flags.ts';
import { givenOldFlags, oldParameters } from './old-flags.ts';

/** Where an installation keeps its injection configuration. */
const injectorMap = 'istio-sidecar-injector';
const meshMap = 'istio';

/** Reads the settings of an injection. @throws CliError where a part cannot be read or is refused */
export async function injectSettings(flags: InjectFlags, context: CliContext): Promise<InjectorOptions> {
  refuseContradictions(flags);
  return withConfigMaps(flags, context, (maps) => settingsFrom({ flags, context, maps }));
}

interface Sources {
  readonly flags: InjectFlags;
  readonly context: CliContext;
  readonly maps: ConfigMaps;
}

function settingsFrom(sources: Sources): InjectorOptions {
  const { flags, context } = sources;
  const config = readInjectConfig(configText(sources));
  const { generation } = config;
  return {
    config,
    mesh: readMesh(meshText(sources, generation), generation),
    values: readValues(valuesText(sources, config)),
    revision: flags.revision ?? '',
    nativeSidecars: flags.nativeSidecars ?? context.env.ENABLE_NATIVE_SIDECARS === 'true',
    compliancePolicy: context.env.COMPLIANCE_POLICY ?? '',
  };
}

function refuseContradictions(flags: InjectFlags): void {
  const { injectConfigFile, injectConfigMapName, meshConfigFile, meshConfigMapName, profile } = flags;
  if (injectConfigFile !== undefined && injectConfigMapName !== undefined) {
    throw usage('--injectConfigFile cannot be used with --injectConfigMapName');
  }
  if (profile !== undefined && (injectConfigFile ?? injectConfigMapName) !== undefined) {
    throw usage(
      '--profile names a built-in template and cannot be used with --injectConfigFile or --injectConfigMapName',
    );
  }
  if (meshConfigFile === undefined && meshConfigMapName === '') {
    throw usage('--meshConfigFile or --meshConfigMapName must be set');
  }
  const [old] = givenOldFlags(flags);
  if (profile === 'istio' && old !== undefined) {
    throw usage(`--${old} fills in the template of Istio 0.8 and has no meaning with --profile istio`);
  }
}

/** The configuration of an installation goes by the name of its revision. */
function mapNames(revision: string | undefined): readonly string[] {
  return revision === undefined || revision === 'default' ? [injectorMap] : [`${injectorMap}-${revision}`, injectorMap];
}

function configText({ flags, context, maps }: Sources): string {
  const { injectConfigFile, injectConfigMapName, istioNamespace } = flags;
  if (injectConfigFile !== undefined) return readText(injectConfigFile, context);
  if (injectConfigMapName !== undefined) {
    const wanted = { what: 'the injection configuration', key: 'config', fileFlag: '--injectConfigFile' };
    return requiredText(maps, injectConfigMapName, istioNamespace, wanted);
  }
  const isBuiltInWanted = flags.profile !== undefined || givenOldFlags(flags).length > 0;
  const installed = isBuiltInWanted ? undefined : installedText(maps, flags.revision, 'config');
  return installed ?? builtInText(flags, context);
}

function installedText(maps: ConfigMaps, revision: string | undefined, key: string): string | undefined {
  return mapNames(revision)
    .map((name) => maps(name)?.[key])
    .find((text) => text !== undefined);
}

/** Returns the configuration that is built in, with the flags filled in. */
export function builtInText(flags: InjectFlags, context: CliContext): string {
  return builtInConfig(profileOf(flags, context), oldParameters(flags));
}

/** The profile that was asked for, or the one that knows what was asked for. */
function profileOf({ profile, revision, valuesFile, nativeSidecars }: InjectFlags, { env }: CliContext): InjectProfile {
  const isCurrent = (revision ?? valuesFile ?? nativeSidecars) !== undefined || env.ENABLE_NATIVE_SIDECARS === 'true';
  return profile ?? (isCurrent ? 'istio' : 'istio-0.8');
}

function meshText({ flags, context, maps }: Sources, generation: IstioGeneration): string {
  const { meshConfigFile, meshConfigMapName, revision, istioNamespace } = flags;
  if (meshConfigFile !== undefined) return readText(meshConfigFile, context, 'cannot read mesh config file ');
  if (meshConfigMapName !== undefined) {
    return requiredText(maps, meshConfigMapName, istioNamespace, {
      what: 'the mesh config',
      key: 'mesh',
      fileFlag: '--meshConfigFile',
    });
  }
  const ofRevision = revision === undefined ? undefined : maps(`${meshMap}-${revision}`)?.mesh;
  return ofRevision ?? maps(meshMap)?.mesh ?? builtInMesh(generation);
}

function valuesText({ flags, context, maps }: Sources, { generation }: InjectConfig): string {
  if (flags.valuesFile !== undefined) return readText(flags.valuesFile, context);
  if (generation === '0.8') return '';
  const { injectConfigMapName, revision, hub, tag } = flags;
  const own = injectConfigMapName === undefined ? undefined : maps(injectConfigMapName)?.values;
  const installed = flags.profile === undefined ? installedText(maps, revision, 'values') : undefined;
  return own ?? installed ?? builtInValues({ hub, tag, revision });
}

function readText(path: string, { cwd }: CliContext, prefix = ''): string {
  try {
    return readFileSync(resolve(cwd, path), 'utf8');
  } catch (error) {
    const { message, exitCode } = unreadable(path, error);
    throw new CliError(prefix + message, { exitCode, cause: error });
  }
}

function usage(message: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage });
}
