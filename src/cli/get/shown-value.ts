import type { KubeObject } from '../../kinds/object.ts';
import type { KindSelection, Selection } from './select-objects.ts';

/** Returns what yaml, json and jsonpath show: the one object that was named, else a List; a change with its type. */
export async function shownValue(selection: Selection): Promise<unknown> {
  const items = await shownItems(selection);
  if (selection.event !== undefined) return { object: items[0], type: selection.event };
  if (selection.isSingle) return items[0];
  return { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } };
}

/** Returns all objects, each in the version that was asked for. */
export async function shownItems({ kinds }: Selection): Promise<readonly KubeObject[]> {
  return (await Promise.all(kinds.map(inVersion))).flat();
}

/** The schema of a kind is loaded only for another version than the stored one. */
async function inVersion({ kind, apiVersion, items }: KindSelection): Promise<readonly KubeObject[]> {
  if (apiVersion === kind.storageVersion) return items;
  const { fromStorage } = await kind.load();
  return items.map((object) => fromStorage(object, apiVersion));
}
