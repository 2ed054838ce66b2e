import type { KubeObject } from '../../kinds/object.ts';
import type { KindSelection, Selection } from './select-objects.ts';

/** Returns what yaml, json and jsonpath show: the one object that was named, else a List. */
export async function shownValue({ kinds, isSingle }: Selection): Promise<unknown> {
  const items = (await Promise.all(kinds.map(inVersion))).flat();
  if (isSingle) return items[0];
  return { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } };
}

/** The schema of a kind is loaded only for another version than the stored one. */
async function inVersion({ kind, apiVersion, items }: KindSelection): Promise<readonly KubeObject[]> {
  if (apiVersion === kind.storageVersion) return items;
  const { fromStorage } = await kind.load();
  return items.map((object) => fromStorage(object, apiVersion));
}
