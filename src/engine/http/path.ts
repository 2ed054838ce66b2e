// Path normalisation before anything is matched: what Envoy's normalize_path, merge_slashes and
// path_with_escaped_slashes_action do as Istio sets them (MeshConfig.pathNormalization).

/** Istio's names; DEFAULT is BASE. Without one of them the path stays as it is. */
export type PathNormalization = 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

/** Most paths: no escape, no dot at the start of a segment, no double slash, nothing that would be escaped. */
const PLAIN = /^(?:\/(?:[!$&'()*+,\-0-9:;=@A-Z_a-z~][!$&'()*+,\-.0-9:;=@A-Z_a-z~]*)?)+$/;
const DOUBLE_SLASH = /\/\//;

const ESCAPE = /%[0-9A-Fa-f]{2}/y;
const HEX_PAIR = /^[0-9A-Fa-f]{2}$/;
const UNRESERVED = /[0-9A-Za-z\-._~]/;
/** What a URL path cannot hold as it is. */
const ESCAPED = /[^!$%&'()*+,\-./0-9:;=@A-Z[\]_a-z~]/;
const ESCAPED_NUL = /%00|\0/;
const ESCAPED_SLASH = /%(?:2[Ff]|5[Cc])/g;
const SLASHES = /\/{2,}/g;

/**
 * Normalises path and query (`/a/../b//c?x=/../y`). The query stays as it is. Undefined where the path cannot be
 * normalised and the request has to be refused with 400 (an escaped NUL, or no leading slash).
 *
 * BASE resolves dot segments, turns `\` into `/`, decodes escapes of unreserved characters and escapes what a URL must
 * not hold. MERGE_SLASHES also makes one slash of several. DECODE_AND_MERGE_SLASHES first decodes `%2F` and `%5C` to
 * slashes.
 */
export function normalizePath(pathAndQuery: string, mode: PathNormalization): string | undefined {
  if (mode === 'NONE' || pathAndQuery === '*') return pathAndQuery;
  const question = pathAndQuery.indexOf('?');
  const path = question < 0 ? pathAndQuery : pathAndQuery.slice(0, question);
  if (PLAIN.test(path) && (mode === 'BASE' || !DOUBLE_SLASH.test(path))) return pathAndQuery;
  if (!path.startsWith('/') || ESCAPED_NUL.test(path)) return undefined;
  const decoded = mode === 'DECODE_AND_MERGE_SLASHES' ? path.replace(ESCAPED_SLASH, '/') : path;
  const resolved = resolveDotSegments(canonicalCharacters(decoded));
  const normal = mode === 'BASE' ? resolved : resolved.replace(SLASHES, '/');
  return question < 0 ? normal : normal + pathAndQuery.slice(question);
}

/** Decodes escapes of unreserved characters, escapes what must be, makes `\` a slash. */
function canonicalCharacters(path: string): string {
  let out = '';
  let bare = Number.NEGATIVE_INFINITY; // where the last % stands that begins no escape
  for (let i = 0; i < path.length; i++) {
    const character = path[i] as string;
    if (character === '\\') out += '/';
    else if (character === '%') {
      ESCAPE.lastIndex = i;
      if (!ESCAPE.test(path)) {
        bare = out.length;
        out += '%';
        continue;
      }
      const escaped = path.slice(i, i + 3);
      const decoded = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
      i += 2;
      if (UNRESERVED.test(decoded)) out = withoutNestedEscape(out + decoded, bare, path[i + 1] ?? '');
      else out += escaped;
    } else out += ESCAPED.test(character) ? percentEncode(character) : character;
  }
  return out;
}

/** `%%300` must not become `%00`: a bare % that a decoded character would make an escape of is escaped itself. */
function withoutNestedEscape(out: string, bare: number, next: string): string {
  const behind = out.slice(bare + 1);
  const distance = out.length - bare;
  if (distance > 3 || !HEX_PAIR.test(distance === 2 ? behind + next : behind)) return out;
  return `${out.slice(0, bare)}%25${behind}`;
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/**
 * RFC 3986 section 5.2.4; empty segments count as segments, and `..` at the top stays there. Parameters do not save a
 * dot segment: Tomcat and Jetty take `..;x` for `..`, so Envoy does too (CVE-2026-73551).
 */
function resolveDotSegments(path: string): string {
  if (!path.includes('/.')) return path;
  const segments = path.split('/');
  const kept: string[] = [];
  const last = segments.length - 1;
  for (let i = 1; i <= last; i++) {
    const segment = segments[i] as string;
    const semicolon = segment.indexOf(';');
    const name = semicolon < 0 ? segment : segment.slice(0, semicolon);
    if (name === '..') kept.pop();
    if (name !== '.' && name !== '..') kept.push(segment);
    else if (i === last) kept.push('');
  }
  return `/${kept.join('/')}`;
}
