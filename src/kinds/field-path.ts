// Paths of fields below an object: `spec.http[0].match[1].headers.x-a`, `metadata.labels["example.com/app"]`.

/** A field name, a key of a map, or the index of a list item. */
export type PathSegment = string | number;

const plainKey = /^[A-Za-z_@$][\w@$-]*$/;
const anySegment = /\.?([A-Za-z_@$][\w@$-]*)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]/gy;

/** Path of a field or key below a path. */
export function fieldOf(path: string, key: string): string {
  if (!plainKey.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Path of a list item below a path. */
export function itemOf(path: string, index: number): string {
  return `${path}[${index}]`;
}

/** The steps of a path; what cannot be read ends it. */
export function parseFieldPath(path: string): readonly PathSegment[] {
  const segments: PathSegment[] = [];
  for (const [, key, index, quoted, bracketed] of path.matchAll(anySegment)) {
    if (key !== undefined) segments.push(key);
    else if (index !== undefined) segments.push(Number(index));
    else if (quoted !== undefined) segments.push(JSON.parse(`"${quoted}"`) as string);
    else segments.push(bracketed ?? '');
  }
  return segments;
}

/** `some_field` as protobuf's JSON mapping writes it: `someField`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
