// From the texts of files to the objects of one revision: decoded, checked as an API server would, completed. What is
// refused is left out with a finding, as the API server would not have stored it; unknown kinds are skipped and counted.
import { decode } from '../kinds/decode/decode.ts';
import type { Decoded, Origin } from '../kinds/decode/decoded.ts';
import type { KubeObject } from '../kinds/object.ts';
import { policyNotEnforced } from '../kinds/policy/not-enforced.ts';
import { findKind } from '../kinds/registry.ts';
import type { Finding } from '../lib/finding.ts';
import { isClusterTemplate } from '../objects/cluster-templates.ts';
import { objectId } from '../snapshot/snapshot.ts';

export interface SourceText {
  /** As the user knows it: the path, or `<stdin>`. */
  readonly file: string;
  readonly text: string;
}

export interface FileObjects {
  /** In their storage versions, with defaults; of one that is written twice the last counts. */
  readonly objects: readonly KubeObject[];
  /** Where objects stand, by objectId. */
  readonly origins: ReadonlyMap<string, Origin>;
  readonly findings: readonly Finding[];
  /** Kinds that are not known -> how many objects were skipped. */
  readonly skipped: ReadonlyMap<string, number>;
}

interface Accepted {
  readonly object: KubeObject;
  readonly origin: Origin;
}

/**
 * Reads texts that are one input.
 *
 * @param namespace for objects that name none
 * @throws CliError with exit code 3 where a text is not YAML
 */
export async function fileObjects(texts: readonly SourceText[], namespace: string): Promise<FileObjects> {
  const accepted = new Map<string, Accepted>();
  const findings: Finding[] = [];
  const skipped = new Map<string, number>();
  for (const { file, text } of texts) {
    for (const decoded of (await decode(text, { file })).documents) {
      if (decoded.status === 'unknown-kind') {
        const kind = `${decoded.kind} of ${decoded.apiVersion}`;
        skipped.set(kind, (skipped.get(kind) ?? 0) + 1);
        continue;
      }
      findings.push(...findingsOf(decoded, namespace));
      const object = await accept(decoded, namespace);
      if (object === undefined) continue;
      const id = objectId(object.object);
      findings.push(...writtenTwice(accepted.get(id)?.origin, object));
      accepted.set(id, object);
    }
  }
  const all = [...accepted.values()];
  return {
    objects: all.map(({ object }) => object),
    origins: new Map([...accepted].map(([id, { origin }]) => [id, origin])),
    findings: [...findings, ...skippedFindings(skipped)],
    skipped,
  };
}

/** The object with its namespace and defaults; undefined where it is refused or only known by name. */
async function accept(decoded: Decoded, namespace: string): Promise<Accepted | undefined> {
  const { status, apiVersion, object, problems, origin } = decoded;
  const kind = findKind(apiVersion, decoded.kind);
  if (status !== 'known' || kind === undefined || object === undefined) return undefined;
  if (problems.some(({ severity }) => severity === 'error')) return undefined;
  const written = kind.namespaced ? withNamespace(object, namespace) : object;
  const { applyDefaults } = await kind.load();
  return { object: applyDefaults(written), origin };
}

function withNamespace(object: KubeObject, namespace: string): KubeObject {
  if (object.metadata.namespace !== undefined && object.metadata.namespace !== '') return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

function findingsOf(decoded: Decoded, namespace: string): readonly Finding[] {
  const { apiVersion, kind, name, origin, problems } = decoded;
  const isNamespaced = findKind(apiVersion, kind)?.namespaced ?? true;
  const resource = { kind: kind || 'object', namespace: isNamespaced ? decoded.namespace || namespace : '', name };
  const policy =
    decoded.status === 'policy' ? [{ ...policyNotEnforced(resource), position: origin.locate('kind') }] : [];
  return [
    ...policy,
    ...problems.map((problem) => ({ ...problem, resource, position: origin.locate(problem.path ?? '') })),
  ];
}

/** Who writes an object of the local cluster again replaces it on purpose. */
function writtenTwice(earlier: Origin | undefined, { object, origin }: Accepted): readonly Finding[] {
  if (earlier === undefined || isClusterTemplate(earlier.file)) return [];
  const { file, line } = earlier.locate('');
  const { name, namespace = '' } = object.metadata;
  return [
    {
      code: 'ICTL0009',
      severity: 'warning',
      message: `the object stands in ${file}:${line}, too, and only the last one counts; take one of them away`,
      resource: { kind: object.kind, namespace, name },
      position: origin.locate('metadata.name'),
    },
  ];
}

function skippedFindings(skipped: ReadonlyMap<string, number>): readonly Finding[] {
  return [...skipped].map(([kind, count]) => ({
    code: 'ICTL0004',
    severity: 'info',
    message: `${count} ${count === 1 ? 'object' : 'objects'} of kind ${kind} skipped, for the kind is not known`,
  }));
}
