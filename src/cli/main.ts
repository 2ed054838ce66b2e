import { packageVersion } from '../lib/package-root.ts';

process.stdout.write(`ictl ${packageVersion()}\n`);
