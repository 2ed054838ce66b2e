import type { KindModule } from '../kinds/kind.ts';
import type { KubeObject } from '../kinds/object.ts';

/** kubectl's own, so that objects can go on being applied with it. */
const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';

/** Returns the object with a note of itself, by which the next apply knows what was removed. */
export function withLastApplied(object: KubeObject): KubeObject {
  const plain = withoutLastApplied(object);
  return annotated(plain, { ...plain.metadata.annotations, [lastAppliedAnnotation]: `${JSON.stringify(plain)}\n` });
}

/** Returns what was last applied, in the storage version; undefined where the object was never applied. */
export function lastApplied(object: KubeObject, module: KindModule): KubeObject | undefined {
  const note = object.metadata.annotations?.[lastAppliedAnnotation];
  if (note === undefined) return undefined;
  try {
    const noted = JSON.parse(note) as KubeObject;
    // kubectl notes the version that was written.
    return noted.apiVersion === object.apiVersion ? noted : module.toStorage(noted, noted.apiVersion);
  } catch {
    return undefined; // somebody wrote into the note: then nothing is known to be removed
  }
}

/** Returns the object without that note. */
export function withoutLastApplied(object: KubeObject): KubeObject {
  if (object.metadata.annotations?.[lastAppliedAnnotation] === undefined) return object;
  const { [lastAppliedAnnotation]: _, ...annotations } = object.metadata.annotations;
  return annotated(object, annotations);
}

function annotated(object: KubeObject, annotations: Readonly<Record<string, string>>): KubeObject {
  return { ...object, metadata: { ...object.metadata, annotations } };
}
