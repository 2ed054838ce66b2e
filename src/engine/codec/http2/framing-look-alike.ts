const lookAlike = new RegExp(
  ['contentlength', 'transferencoding'].map((word) => `^[^a-z]*${[...word].join('[^a-z]*')}[^a-z]*$`).join('|'),
);

/** The shortest name that could be one. */
const SHORTEST = 'contentlength'.length;

/**
 * Whether a lower-case name reads as `content-length` or `transfer-encoding` to software that ignores what is not a
 * letter (`transfer_encoding`): smuggling by look-alike, as servers that map names to CGI variables do.
 */
export function looksLikeFraming(name: string): boolean {
  return name.length >= SHORTEST && name !== 'content-length' && lookAlike.test(name);
}
