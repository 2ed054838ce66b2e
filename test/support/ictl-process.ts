// The command line as a process of its own, from the compiled sources: node ictl-process.js ARGS
import { main } from '../../src/cli/main.ts';

await main();
