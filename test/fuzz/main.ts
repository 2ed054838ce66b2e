// `npm run fuzz -- [--count N] [--seed S] [--from I]`: decodes N inputs made from the seed, and fails where one of them
// crashes, hangs, or breaks a promise. `--from I --count 1` repeats one input, and `--print` shows it instead.
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { readCorpus } from './corpus.ts';
import { fuzzInput } from './fuzz-input.ts';
import type { FuzzReport, FuzzTask } from './fuzz-report.ts';

/** No input is larger than some 100 KiB: one that takes so long hangs. */
const hangMs = 20_000;
/** The decoder's share of what a process may take. */
const maxHeapMb = 256;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    print: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const from = Number(values.from);
const to = from + Number(values.count);

if (values.print) {
  for (let index = from; index < to; index += 1) console.log(fuzzInput(readCorpus(), seed, index));
} else {
  const begin = performance.now();
  report(await runWatched({ seed, from, to, progress: new SharedArrayBuffer(4) }), performance.now() - begin);
}

/** @throws Error where the worker hangs or dies */
function runWatched(task: FuzzTask): Promise<FuzzReport> {
  const worker = new Worker(new URL('fuzz-worker.js', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
  const progress = new Int32Array(task.progress);
  let seen = { index: -1, since: performance.now() };
  return new Promise((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`input ${progress[0]} of seed ${task.seed} ${what}`));
    const timer = setInterval(() => {
      const index = Atomics.load(progress, 0);
      if (index !== seen.index) seen = { index, since: performance.now() };
      else if (performance.now() - seen.since > hangMs) fail(`is not decoded after ${hangMs / 1000} s`);
    }, 1000);
    worker.once('message', resolve);
    worker.once('error', (error) => fail(`ends the thread: ${error.message}`));
    worker.once('exit', () => {
      clearInterval(timer);
      fail('ends the thread');
    });
  }).finally(() => worker.terminate()) as Promise<FuzzReport>;
}

function report({ outcomes, failures, slowest }: FuzzReport, ms: number): void {
  for (const { index, message } of failures) console.log(`input ${index} of seed ${seed}: ${message}\n`);
  const done = Object.entries(outcomes).map(([outcome, inputs]) => `${inputs} ${outcome}`);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`${to - from} inputs of seed ${seed} in ${Math.round(ms / 1000)} s: ${done.join(', ')}`);
  console.log(
    `${failures.length} failures; slowest input ${slowest.index} (${Math.round(slowest.ms)} ms); ${peak} MiB at most`,
  );
  process.exitCode = failures.length === 0 ? 0 : 1;
}
