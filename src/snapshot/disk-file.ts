/** A file outside the store that a resource names, as the source found it; translation reads no disk. */
export type DiskFile =
  | { readonly status: 'read'; readonly text: string }
  /** Not there, not a regular file, too large, not readable: `problem` says which. */
  | { readonly status: 'unusable'; readonly problem: string };

/** Absolute path -> file. A path that no resource named when the files were read is absent. */
export type DiskFiles = ReadonlyMap<string, DiskFile>;
