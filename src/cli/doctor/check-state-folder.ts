import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bytesText } from '../config/bytes-text.ts';
import { bad, type CheckUp, ok, warning } from './check-up.ts';

/** Less room than this is soon used up by a store that is written to. */
const LEAST_FREE_BYTES = 64 * 1024 * 1024;

/** Whether the folder is there or can be made, is its owner's alone, and has room. It holds private keys. */
export function checkStateFolder(home: string): readonly CheckUp[] {
  const name = 'state folder';
  if (!existsSync(home)) return [checkAncestor(name, home)];
  const found = statSync(home);
  if (!found.isDirectory()) {
    return [bad(name, `${home} is not a folder`, 'name another one with --home or ICTL_HOME')];
  }
  const uid = process.getuid?.() ?? found.uid;
  if (found.uid !== uid) {
    return [
      bad(
        name,
        `${home} belongs to user ${found.uid}, not to ${uid}`,
        `become that user, or: sudo chown -R ${uid} ${home}`,
      ),
    ];
  }
  if (!isWritable(home)) return [bad(name, `${home} cannot be written`, `make it writable: chmod u+rwx ${home}`)];
  const open = openFiles(home);
  if (open.length > 0) {
    return [bad(name, `others may read ${open.join(', ')}`, `keep them out: chmod go= ${open.join(' ')}`)];
  }
  if ((found.mode & 0o077) !== 0) {
    return [warning(name, `others may look into ${home}`, `keep them out: chmod go= ${home}`), checkRoom(home)];
  }
  return [ok(name, `${home}, for its owner only`), checkRoom(home)];
}

/** The folder is made on the first write. */
function checkAncestor(name: string, home: string): CheckUp {
  let ancestor = dirname(home);
  while (!existsSync(ancestor)) ancestor = dirname(ancestor);
  return isWritable(ancestor)
    ? ok(name, `${home} is made by the first create or apply`)
    : bad(name, `${home} cannot be made`, `make ${ancestor} writable, or name another folder with --home`);
}

/** Files of the store and of the server that others may read. */
function openFiles(home: string): string[] {
  return readdirSync(home)
    .map((file) => join(home, file))
    .filter((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return found?.isFile() === true && (found.mode & 0o077) !== 0;
    });
}

function checkRoom(home: string): CheckUp {
  const { bavail, bsize } = statfsSync(home);
  const free = bavail * bsize;
  return free < LEAST_FREE_BYTES
    ? warning('disk', `${bytesText(free)} free`, 'make room, or name a folder on another disk with --home')
    : ok('disk', `${bytesText(free)} free`);
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
