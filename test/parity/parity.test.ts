// A real Envoy, where one is installed, and our engine run the same random configurations and get the same random
// requests: clients and upstreams must not be able to tell them apart. Longer runs: PARITY_SEEDS=1-200 npm run test:some -- dist/test-build/test/parity
import assert from 'node:assert/strict';
import { needs } from '../support/real-clients.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { compareSeed } from './compare.ts';
import { isIntended } from './intended.ts';

const REQUESTS = 40;

describe('our engine and a real Envoy', () => {
  const folder = temporaryFolder();

  before(function () {
    needs(this, 'envoy');
  });

  const [from, to] = (process.env.PARITY_SEEDS ?? '1-4').split('-').map(Number) as [number, number];
  for (let seed = from; seed <= to; seed++)
    it(`do the same with configuration and requests of seed ${seed}`, async function () {
      this.timeout(60_000);
      const differences = await compareSeed(seed, REQUESTS, folder());
      assert.deepEqual(
        differences.filter((pair) => !isIntended(pair)),
        [],
      );
    });
});
