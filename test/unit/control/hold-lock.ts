// Holds the server's lock of the folder given as argument until it is killed; says so by a line.
import { ServerLock } from '../../../src/control/server-lock.ts';

const lock = await ServerLock.acquire(process.argv[2] ?? '');
process.stdout.write(lock === undefined ? 'busy\n' : 'held\n');
setInterval(() => undefined, 60_000);
