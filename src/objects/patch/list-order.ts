interface ListOrder {
  /** Items in the order that the patch wants. */
  readonly patched: readonly unknown[];
  /** Items in the order in which they were. */
  readonly live: readonly unknown[];
  readonly same: (left: unknown, right: unknown) => boolean;
}

/**
 * Orders a merged list as an API server does: items that the patch names in its order, and the others among them where
 * they stood, as far as both can be kept (strategicpatch, normalizeElementOrder).
 */
export function inPatchOrder(merged: readonly unknown[], { patched, live, same }: ListOrder): readonly unknown[] {
  const placeIn = (list: readonly unknown[], item: unknown) => list.findIndex((one) => same(one, item));
  const byPlaceIn = (list: readonly unknown[]) => (a: unknown, b: unknown) => placeIn(list, a) - placeIn(list, b);
  const named = merged.filter((item) => placeIn(patched, item) !== -1).sort(byPlaceIn(patched));
  const others = merged.filter((item) => placeIn(patched, item) === -1).sort(byPlaceIn(live));
  const result: unknown[] = [];
  for (const item of named) {
    const place = placeIn(live, item);
    // An item that is new stands where the patch has it; only one that was there knows who stood before it.
    while (place !== -1 && others.length > 0 && placeIn(live, others[0]) < place) result.push(others.shift());
    result.push(item);
  }
  return [...result, ...others];
}
