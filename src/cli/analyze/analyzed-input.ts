// What `analyze` looks at: files on top of the local cluster, the store, or files on top of the store.
import type { AnalyzedInput } from '../../analyze/analyze.ts';
import { decodeAs } from '../../kinds/decode/decode-object.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { policyFindings } from '../../kinds/policy/not-enforced.ts';
import { findKind } from '../../kinds/registry.ts';
import type { Finding } from '../../lib/finding.ts';
import { clusterTemplates } from '../../objects/cluster-templates.ts';
import { openHomeStore } from '../../objects/open-objects.ts';
import { objectId } from '../../snapshot/snapshot.ts';
import { certificatePaths, readDiskFiles } from '../../source/disk-files.ts';
import { type FileObjects, fileObjects } from '../../source/file-objects.ts';
import { refOf } from '../../translate/finding-list.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { DEFAULT_NAMESPACE } from '../input/namespace-rule.ts';
import { readInput } from '../input/read-input.ts';
import { readMeshConfig } from '../input/read-mesh-config.ts';
import type { ReportedResource } from './finding-report.ts';

export interface InputFlags extends GlobalOptions {
  readonly meshConfig?: string;
  readonly gateway?: string;
  readonly useKube?: boolean;
}

export interface LoadedInput {
  readonly input: AnalyzedInput;
  /** What is reported on; the first objects of the local cluster are not, where files are looked at. */
  readonly resources: readonly ReportedResource[];
}

interface Loaded {
  readonly objects: readonly KubeObject[];
  readonly origins: FileObjects['origins'];
  readonly problems: readonly Finding[];
  readonly resources: readonly ReportedResource[];
}

/** @param paths files and folders; none for the store. @throws CliError where they cannot be read */
export async function loadAnalyzedInput(
  paths: readonly string[],
  flags: InputFlags,
  context: CliContext,
): Promise<LoadedInput> {
  const loaded = await (paths.length === 0 ? fromStore : fromFiles(paths))(flags, context);
  const meshConfigText = flags.meshConfig === undefined ? undefined : readMeshConfig(flags.meshConfig, context);
  const { objects, origins, problems, resources } = loaded;
  const files = readDiskFiles(certificatePaths(objects), new Map());
  const { gateway } = flags;
  return { input: { objects, origins, files, meshConfigText, gateway, problems, now: context.now() }, resources };
}

function fromFiles(paths: readonly string[]) {
  return async (flags: InputFlags, context: CliContext): Promise<Loaded> => {
    const texts = await readInput(paths, context);
    const namespace = flags.namespace ?? DEFAULT_NAMESPACE;
    const written = await fileObjects(texts, namespace);
    const below =
      flags.useKube === true
        ? await fromStore(flags, context)
        : { ...(await clusterObjects()), problems: [], resources: [] };
    const replaced = new Set(written.objects.map(objectId));
    const kept = (id: string) => !replaced.has(id);
    return {
      objects: [...below.objects.filter((object) => kept(objectId(object))), ...written.objects],
      origins: written.origins,
      problems: [
        ...below.problems.filter(({ resource }) => resource === undefined || kept(idOf(resource))),
        ...written.findings,
      ],
      resources: [...resourcesOf(written), ...below.resources.filter(({ resource }) => kept(idOf(resource)))],
    };
  };
}

async function clusterObjects(): Promise<Pick<Loaded, 'objects' | 'origins'>> {
  return await fileObjects(clusterTemplates(), DEFAULT_NAMESPACE);
}

/** Refused objects are among them: their findings say so. */
function resourcesOf({ objects, origins, findings }: FileObjects): readonly ReportedResource[] {
  const accepted = objects.map((object) => ({
    resource: refOf(object),
    locate: () => origins.get(objectId(object))?.locate(''),
  }));
  const known = new Set(objects.map(objectId));
  const refused = new Map<string, ReportedResource>();
  for (const { resource, position } of findings) {
    if (resource !== undefined && !known.has(idOf(resource)))
      refused.set(idOf(resource), { resource, locate: () => position });
  }
  return [...accepted, ...refused.values()];
}

async function fromStore(flags: InputFlags, context: CliContext): Promise<Loaded> {
  const store = await openHomeStore(homeFolder(flags, context), 'read', { now: context.now });
  try {
    const objects = store.list().objects.map(({ value }) => value as KubeObject);
    const problems = (await Promise.all(objects.map(problemsOf))).flat();
    return {
      objects,
      origins: new Map(),
      problems: [...policyFindings(objects), ...problems],
      resources: objects.map((object) => ({ resource: refOf(object) })),
    };
  } finally {
    store.close();
  }
}

/** What validation says of a stored object: what it said when the object came in, or more since a newer version. */
async function problemsOf(object: KubeObject): Promise<readonly Finding[]> {
  const kind = findKind(object.apiVersion, object.kind);
  if (kind === undefined) return [];
  const { problems } = await decodeAs(kind, object, object.apiVersion);
  return problems.map((problem) => ({ ...problem, resource: refOf(object) }));
}

function idOf({ kind, namespace, name }: ReportedResource['resource']): string {
  return objectId({ kind, metadata: { namespace, name } });
}
