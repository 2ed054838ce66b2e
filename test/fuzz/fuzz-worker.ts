// The thread that decodes: one that hangs or runs out of memory takes only itself down.
import { parentPort, workerData } from 'node:worker_threads';
import type { FuzzTask } from './fuzz-report.ts';
import { runInputs } from './run-inputs.ts';

parentPort?.postMessage(await runInputs(workerData as FuzzTask));
