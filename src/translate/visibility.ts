// exportTo: from which namespaces a resource may be seen. Rules: Istio's push context and visibility package.

/** Namespaces that see a resource; `*` is every one, and none at all is written `~`. */
export type Visibility = ReadonlySet<string>;

const everyone = '*';
const nobody = '~';
const ownNamespace = '.';

/** Reads exportTo; where it is empty, the mesh's default holds, and where that is empty too, everyone. */
export function readVisibility(
  exportTo: readonly string[] | undefined,
  defaults: readonly string[] | undefined,
  namespace: string,
): Visibility {
  const written = exportTo === undefined || exportTo.length === 0 ? (defaults ?? []) : exportTo;
  if (written.length === 0) return new Set([everyone]);
  return new Set(
    written.map((entry) => (entry === ownNamespace ? namespace : entry)).filter((entry) => entry !== nobody),
  );
}

export function isPublic(visibility: Visibility): boolean {
  return visibility.has(everyone);
}

export function isVisibleTo(visibility: Visibility, namespace: string): boolean {
  return visibility.has(everyone) || visibility.has(namespace);
}
