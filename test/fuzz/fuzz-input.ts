// One input of a fuzz run, made from the seed of the run and its number alone: so that a failure is repeated by both.
import { seededRandom } from '../support/engine.ts';
import { mutateText } from './mutate-text.ts';
import { mutateTree } from './mutate-tree.ts';
import { count } from './random.ts';
import { randomYaml } from './random-yaml.ts';

/** Returns input number `index` of the run with `seed`. */
export function fuzzInput(corpus: readonly string[], seed: number, index: number): string {
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index, 0x85ebca6b));
  switch (count(random, 0, 2)) {
    case 0:
      return mutateText(corpus, random);
    case 1:
      return mutateTree(corpus, random);
    default:
      return randomYaml(random);
  }
}
