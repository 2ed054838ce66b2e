// A writer of the kill test: runs commands one after the other until it is killed, and says which were acknowledged.
//   node write-until-killed.js HOME WRITER
// Each turn creates an object of its own and adds one to a counter that all writers share, by compare-and-swap.
import { writeSync } from 'node:fs';
import { configMap } from '../support/manifests.ts';
import { run } from '../support/run-ictl.ts';

const [home = '', writer = ''] = process.argv.slice(2);

for (let turn = 0; ; turn += 1) {
  const name = `${writer}-${turn}`;
  const { stdout, exitCode } = await run(home, 'create', { stdin: configMap(name, { turn: String(turn) }) });
  if (exitCode === 0) acknowledge(`created ${name} ${/revision (\d+)/.exec(stdout)?.[1]}`);
  if (await incrementShared()) acknowledge('counted');
}

async function incrementShared(): Promise<boolean> {
  const shared = JSON.parse((await run(home, 'get cm shared -o json')).stdout);
  shared.data.count = String(Number(shared.data.count) + 1);
  return (await run(home, 'replace', { stdin: JSON.stringify(shared) })).exitCode === 0;
}

/** Written at once: what the parent has read was acknowledged, and nothing waits in a buffer to be lost. */
function acknowledge(what: string): void {
  writeSync(1, `${what}\n`);
}
