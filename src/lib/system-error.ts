// What the operating system answers, in words for the user. Files are named by who asked for them; this only knows codes.

interface Reason {
  readonly reason: string;
  readonly hint: string;
}

/** POSIX errors that are the surroundings' fault and not a defect (errno(3)). */
const reasons: Readonly<Record<string, Reason>> = {
  EACCES: { reason: 'permission denied', hint: 'see who owns it with ls -ld, or name another place' },
  EDQUOT: { reason: 'the disk quota is used up', hint: 'free space; quota shows what is used' },
  EEXIST: { reason: 'something else has that name', hint: 'name another place' },
  EFBIG: { reason: 'larger than a file may become', hint: 'see the limit with ulimit -f' },
  EIO: { reason: 'input/output error', hint: 'the disk may fail: see the system log' },
  EISDIR: { reason: 'it is a folder', hint: 'name a file' },
  ELOOP: { reason: 'its links lead in a circle', hint: 'see where they lead with ls -l' },
  EMFILE: { reason: 'too many open files', hint: 'raise the limit with ulimit -n' },
  ENAMETOOLONG: { reason: 'the name is too long', hint: 'name a shorter one' },
  ENFILE: { reason: 'too many open files on this machine', hint: 'end other programs, or raise fs.file-max' },
  ENOENT: { reason: 'there is no such file or folder', hint: 'make its folder first, or name another place' },
  ENOSPC: { reason: 'no space left on the device', hint: 'free space on that disk; df -h shows what is used' },
  ENOTDIR: { reason: 'a part of its path is not a folder', hint: 'name another place' },
  EPERM: { reason: 'operation not permitted', hint: 'see who owns it with ls -ld, or name another place' },
  EROFS: { reason: 'the file system is read-only', hint: 'name a place that can be written' },
};

/** A refusal of the operating system. */
export interface SystemError extends Reason {
  /** As errno(3) names it. */
  readonly code: string;
  readonly syscall: string;
  /** The file or folder it is about, where the system says so. */
  readonly path: string | undefined;
}

/** Reads an error of Node's file system calls; undefined for any other error. */
export function systemError(error: unknown): SystemError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined || !Object.hasOwn(reasons, code)) return undefined;
  return { ...(reasons[code] as Reason), code, syscall, path };
}
