import { checkDecoding, type DecodingOutcome } from './check-decoding.ts';
import { checkParts } from './check-parts.ts';
import { readCorpus } from './corpus.ts';
import { fuzzInput } from './fuzz-input.ts';
import type { FuzzFailure, FuzzReport, FuzzTask } from './fuzz-report.ts';

/** More of them say nothing new. */
const maxFailures = 20;

/** Decodes the inputs of a task, one after the other. */
export async function runInputs({ seed, from, to, progress }: FuzzTask): Promise<FuzzReport> {
  const corpus = readCorpus();
  const current = new Int32Array(progress);
  const outcomes: Record<DecodingOutcome, number> = { accepted: 0, 'has problems': 0, refused: 0 };
  const failures: FuzzFailure[] = [];
  let slowest = { index: from, ms: 0 };
  for (let index = from; index < to && failures.length < maxFailures; index += 1) {
    Atomics.store(current, 0, index);
    const text = fuzzInput(corpus, seed, index);
    const begin = performance.now();
    try {
      outcomes[await checkDecoding(text)] += 1;
      if (index % 5 === 0) checkParts(text, 1 + (index % 13));
    } catch (error) {
      failures.push({ index, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    const ms = performance.now() - begin;
    if (ms > slowest.ms) slowest = { index, ms };
  }
  return { outcomes, failures, slowest };
}
