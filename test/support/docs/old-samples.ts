// Inputs in the manner of the samples of Istio 0.8 and 1.0, and what ictl says of each. The first lines of an input say
// whether it is accepted, and which samples it stands for.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from '../../../src/kinds/decode/decode.ts';
import { packagePath } from '../../../src/lib/package-root.ts';

export interface OldSample {
  /** Name of the input, such as `old-route-rule`. */
  readonly name: string;
  readonly expected: 'accepted' | 'refused';
  /** `Istio 0.8, samples/sleep/sleep.yaml`. */
  readonly samples: readonly string[];
  readonly verdict: 'accepted' | 'refused';
  /** What is said of it, each text once. */
  readonly remarks: readonly string[];
}

const folder = packagePath('test', 'unit', 'kinds', 'samples', 'cases');

export async function readOldSamples(): Promise<readonly OldSample[]> {
  return Promise.all(
    readdirSync(folder)
      .sort()
      .map((file) => judge(file.replace(/\.yaml$/, ''), readFileSync(join(folder, file), 'utf8'))),
  );
}

async function judge(name: string, text: string): Promise<OldSample> {
  const comments = text.split('\n').filter((line) => line.startsWith('# '));
  const { documents } = await decode(text, { file: name });
  const problems = documents.flatMap((document) => document.problems);
  const isRefused = documents.some(
    ({ status, problems: own }) => status !== 'known' || own.some(({ severity }) => severity === 'error'),
  );
  return {
    name,
    expected: comments[0] === '# refused' ? 'refused' : 'accepted',
    samples: comments.flatMap((line) => (line.startsWith('# sample: ') ? [line.slice('# sample: '.length)] : [])),
    verdict: isRefused ? 'refused' : 'accepted',
    remarks: [...new Set(problems.filter(({ severity }) => severity !== 'info').map(({ message }) => message))],
  };
}
