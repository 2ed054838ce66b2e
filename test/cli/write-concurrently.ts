// A process of the test of concurrent writers: runs many commands at once, each with a connection of its own.
//   node write-concurrently.js HOME PROCESS WRITERS
// Each writer creates an object of its own. Meanwhile the process adds, one by one, to a counter that all processes
// share, by compare-and-swap until it is in.
import { configMap } from '../support/manifests.ts';
import { run } from '../support/run-ictl.ts';

const INCREMENTS = 10;
const [home = '', name = '', writers = '0'] = process.argv.slice(2);

const created = Array.from({ length: Number(writers) }, (_, index) => create(`${name}-${index}`));
for (let left = INCREMENTS; left > 0; left -= 1) await increment();
process.stdout.write(JSON.stringify({ created: await Promise.all(created), incremented: INCREMENTS }));

async function create(writer: string): Promise<{ name: string; revision: number }> {
  const { stdout, stderr, exitCode } = await run(home, 'create', { stdin: configMap(writer, { writer }) });
  if (exitCode !== 0) throw new Error(stderr);
  return { name: writer, revision: Number(/revision (\d+)/.exec(stdout)?.[1]) };
}

async function increment(): Promise<void> {
  for (;;) {
    const shared = JSON.parse((await run(home, 'get cm shared -o json')).stdout);
    shared.data.count = String(Number(shared.data.count) + 1);
    const { exitCode, stderr } = await run(home, 'replace', { stdin: JSON.stringify(shared) });
    if (exitCode === 0) return;
    if (exitCode !== 4) throw new Error(stderr);
  }
}
