import { age } from '../../kinds/age.ts';
import type { Kind } from '../../kinds/kind.ts';
import type { Secret } from '../../kinds/kubernetes/secret.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { withoutLastApplied } from '../../objects/last-applied.ts';
import { fieldLines, rowLines } from './field-text.ts';

/** Returns the head and the fields of an object; what a Secret holds is shown by its size only. */
export async function objectText(kind: Kind, stored: KubeObject, now: Date): Promise<string> {
  const object = withoutLastApplied(stored);
  const { apiVersion: _version, kind: _kind, metadata: _metadata, ...fields } = object;
  const { schemas } = await kind.load();
  const schema = schemas[kind.storageVersion];
  const shown = isSecret(object) ? { type: object.type, data: sizes(object) } : fields;
  return `${headLines(kind, object, now)}${fieldLines(shown, schema, 0)}`;
}

function headLines(kind: Kind, { apiVersion, metadata }: KubeObject, now: Date): string {
  const { creationTimestamp, generation, resourceVersion } = metadata;
  const rows: (readonly [string, string])[] = [
    ['Name', metadata.name],
    ...(kind.namespaced ? ([['Namespace', metadata.namespace ?? '']] as const) : []),
    ['Labels', pairs(metadata.labels)],
    ['Annotations', pairs(metadata.annotations)],
    ['API Version', apiVersion],
    ['Kind', kind.kind],
  ];
  if (creationTimestamp !== undefined) {
    rows.push(['Created', `${creationTimestamp} (${age(creationTimestamp, now.getTime())} ago)`]);
  }
  if (resourceVersion !== undefined) {
    const edits = generation === undefined ? '' : `, generation ${generation}`;
    rows.push(['Revision', `${resourceVersion}${edits}`]);
  }
  return rowLines(rows, 0).join('');
}

function pairs(values: Readonly<Record<string, string>> | undefined): string {
  const lines = Object.entries(values ?? {}).map(([key, value]) => `${key}=${value}`);
  return lines.length === 0 ? '<none>' : lines.sort().join('\n');
}

function isSecret(object: KubeObject): object is Secret {
  return object.kind === 'Secret' && object.apiVersion === 'v1';
}

function sizes({ data = {} }: Secret): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, `${Buffer.from(value, 'base64').length} bytes`]),
  );
}
