/**
 * What matching sees of a request, after normalisation. The engine's RequestHead fits.
 * Strings hold bytes, one a character (latin1).
 */
export interface RequestView {
  readonly method: string;
  readonly scheme: string;
  /** Host or :authority, with its port. */
  readonly authority: string;
  /** Path with query; '' for CONNECT. */
  readonly path: string;
  readonly headers: {
    /** name, value, name, value …; names in lower case, lines of one name apart. */
    readonly flat: readonly string[];
  };
}

/** The path that route matches look at: without query and fragment. */
export function pathOnly(path: string): string {
  const end = path.search(/[?#]/);
  return end === -1 ? path : path.slice(0, end);
}

/**
 * The first value of a query parameter, as it is on the wire: neither names nor values are percent-decoded.
 * `?v` gives '' like `?v=`; undefined where there is no such parameter.
 */
export function queryValue(path: string, name: string): string | undefined {
  let start = path.indexOf('?') + 1;
  if (start === 0) return undefined;
  while (start <= path.length) {
    const next = path.indexOf('&', start);
    const end = next === -1 ? path.length : next;
    if (path.startsWith(name, start)) {
      const after = start + name.length;
      if (after === end) return '';
      if (after < end && path[after] === '=') return path.slice(after + 1, end);
    }
    start = end + 1;
  }
  return undefined;
}
