// What `describe` answers from: the configuration of the store or of files, and where the running server is reached.
import { analyze } from '../../analyze/analyze.ts';
import { serverStatus } from '../../control/control-client.ts';
import type { ServerStatus } from '../../control/protocol.ts';
import { CliError } from '../../lib/errors.ts';
import type { Finding } from '../../lib/finding.ts';
import { groupBy } from '../../snapshot/group-by.ts';
import { objectId } from '../../snapshot/snapshot.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { readMeshConfig } from '../input/read-mesh-config.ts';
import type { TranslatedInput } from '../translate/translate-input.ts';
import type { TranslatedSnapshot } from '../translate/translate-snapshot.ts';
import { ProxyViews } from './proxy-view.ts';

export interface DescribeFlags extends GlobalOptions {
  readonly file?: readonly string[];
  readonly allNamespaces?: boolean;
  readonly selector?: string;
  readonly meshConfig?: string;
  readonly gateway?: string;
  readonly output?: 'text' | 'json';
}

export interface DescribeWorld {
  readonly translated: TranslatedSnapshot;
  /** Of files: what they hold; undefined for the store. */
  readonly written: TranslatedInput['written'] | undefined;
  /** All that analysis has to say, by the objectId of what it is about. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  readonly views: ProxyViews;
  /** Which configuration this is: `revision 7 of the store, in force`. */
  readonly origin: string;
}

/** Translates the files of -f, or what is in the store. @throws CliError where they cannot be read */
export async function describeWorld(flags: DescribeFlags, context: CliContext): Promise<DescribeWorld> {
  const { translated, written } = await translateAny(flags, context);
  const status = written === undefined ? await statusOf(flags, context) : undefined;
  const { snapshot, objects, problems, proxy } = translated;
  const findings = analyze({
    objects,
    origins: snapshot.origins,
    files: snapshot.files,
    meshConfigText: flags.meshConfig === undefined ? undefined : readMeshConfig(flags.meshConfig, context),
    gateway: flags.gateway,
    problems,
    now: context.now(),
  });
  const reach = { serviceTargets: proxy.serviceTargets, servicePorts: status?.servicePorts };
  const views = new ProxyViews(translated.config, reach);
  const byObject = groupBy(findings, ({ resource }) =>
    resource === undefined ? '' : objectId({ kind: resource.kind, metadata: resource }),
  );
  return {
    translated,
    written,
    findings: byObject,
    views,
    origin: originText(snapshot.revision, written !== undefined, status),
  };
}

async function translateAny(
  flags: DescribeFlags,
  context: CliContext,
): Promise<{ readonly translated: TranslatedSnapshot; readonly written?: TranslatedInput['written'] }> {
  if (flags.file === undefined) {
    const { translateStore } = await import('../translate/translate-store.ts');
    return { translated: await translateStore(flags, context) };
  }
  const { translateInput } = await import('../translate/translate-input.ts');
  const translated = await translateInput(flags, context);
  return { translated, written: translated.written };
}

/** A server that does not answer is as good as none: what is stored can be told all the same. */
async function statusOf(flags: DescribeFlags, context: CliContext): Promise<ServerStatus | undefined> {
  try {
    const status = await serverStatus(homeFolder(flags, context));
    return status?.source === 'store' ? status : undefined;
  } catch (error) {
    if (error instanceof CliError) return undefined;
    throw error;
  }
}

function originText(revision: number, isFiles: boolean, status: ServerStatus | undefined): string {
  if (isFiles) return 'files, not in force';
  const stored = `revision ${revision} of the store`;
  if (status === undefined) return `${stored}; no server runs`;
  return status.revision === revision ? `${stored}, in force` : `${stored}; in force is revision ${status.revision}`;
}
