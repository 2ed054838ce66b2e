// What a new store holds: the small picture of the machine in templates/cluster.
import { randomUUID } from 'node:crypto';
import { decode } from '../kinds/decode/decode.ts';
import type { Decoded } from '../kinds/decode/decoded.ts';
import type { Kind, KindModule } from '../kinds/kind.ts';
import type { KubeObject } from '../kinds/object.ts';
import { findKind } from '../kinds/registry.ts';
import type { Transaction } from '../store/store.ts';
import { clusterTemplates } from './cluster-templates.ts';
import { ObjectWriter } from './object-writer.ts';
import type { ObjectsEnvironment } from './objects.ts';
import { createObject } from './verbs/create.ts';

/** Returns what writes the first objects into a new store. */
export async function firstObjects({
  now,
  newUid = randomUUID,
  random = Math.random,
}: ObjectsEnvironment): Promise<(transaction: Transaction) => void> {
  const first = await readFirstObjects();
  const modules = new Map<Kind, KindModule>();
  for (const { kind } of first) modules.set(kind, await kind.load());
  return (transaction) => {
    const writer = new ObjectWriter(transaction, {
      modules,
      newIdentity: () => ({ uid: newUid(), now: now() }),
      random,
    });
    for (const { kind, object } of first) createObject(writer, kind, object);
  };
}

/** Reads the templates, in the order of their file names: a namespace comes before what lies in it. */
async function readFirstObjects(): Promise<readonly { kind: Kind; object: KubeObject }[]> {
  const first = [];
  for (const { file, text } of clusterTemplates()) {
    const { documents } = await decode(text, { file });
    for (const decoded of documents) first.push(known(decoded));
  }
  return first;
}

function known({ apiVersion, kind: kindName, object, problems, origin }: Decoded): { kind: Kind; object: KubeObject } {
  const kind = findKind(apiVersion, kindName);
  if (kind !== undefined && object !== undefined) return { kind, object };
  throw new Error(`${origin.file}: ${kindName} cannot be used: ${problems.map(({ message }) => message).join('; ')}`);
}
