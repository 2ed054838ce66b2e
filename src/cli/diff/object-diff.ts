import type { KubeObject, ObjectMeta } from '../../kinds/object.ts';
import { withoutLastApplied } from '../../objects/last-applied.ts';
import { yamlText } from '../output/yaml-text.ts';
import { unifiedDiff } from './unified-diff.ts';
import type { AppliedObject } from './would-be-applied.ts';

/** Returns what is different in an object as a unified diff of its YAML; '' where nothing is. */
export function objectDiff({ kind, before, after }: AppliedObject): string {
  const [was, is] = masked(before === undefined ? undefined : plain(before), plain(after));
  const name = [kind.singular, ...(kind.namespaced ? [after.metadata.namespace ?? ''] : []), after.metadata.name];
  return unifiedDiff(was === undefined ? '' : yamlText(was), yamlText(is), {
    before: was === undefined ? '/dev/null' : `stored/${name.join('/')}`,
    after: `applied/${name.join('/')}`,
  });
}

/** Without what the store writes by itself. */
function plain(object: KubeObject): KubeObject {
  const {
    uid: _uid,
    resourceVersion: _version,
    generation: _generation,
    creationTimestamp: _time,
    ...metadata
  } = withoutLastApplied(object).metadata;
  const { status: _status, ...fields } = object;
  return { ...fields, metadata: withoutEmpty(metadata) } as KubeObject;
}

/** Annotations of which only the note of apply was left. */
function withoutEmpty(metadata: ObjectMeta): ObjectMeta {
  const { annotations, ...others } = metadata;
  return annotations === undefined || Object.keys(annotations).length === 0 ? others : metadata;
}

/** As kubectl: of a Secret one sees which keys change, not what is in them. */
function masked(before: KubeObject | undefined, after: KubeObject): readonly [KubeObject | undefined, KubeObject] {
  if (after.kind !== 'Secret') return [before, after];
  const was = dataOf(before);
  const is = dataOf(after);
  const mask = (own: Data, other: Data, note: string): Data =>
    Object.fromEntries(
      Object.keys(own).map((key) => [
        key,
        own[key] === other[key] || other[key] === undefined ? '***' : `*** (${note})`,
      ]),
    );
  return [
    before === undefined ? undefined : { ...before, data: mask(was, is, 'before') },
    { ...after, data: mask(is, was, 'after') },
  ];
}

type Data = Readonly<Record<string, unknown>>;

function dataOf(object: KubeObject | undefined): Data {
  return (object?.data ?? {}) as Data;
}
