// `npm run bench [-- --quick] [name…]`: each benchmark compares with real peers in the same run where there are any.
import { benchMatch } from './match.ts';
import { benchProxy } from './proxy.ts';

const benchmarks: Readonly<Record<string, (options: { readonly quick: boolean }) => Promise<string[]>>> = {
  match: benchMatch,
  proxy: benchProxy,
};

const quick = process.argv.includes('--quick');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
for (const [name, run] of Object.entries(benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const line of await run({ quick })) console.log(line);
}
