#!/usr/bin/env node
// Checks the Node version before anything that an old Node could not parse, then starts the built program.
const floor = [20, 19];
const version = process.versions.node.split('.').map(Number);

if (version[0] < floor[0] || (version[0] === floor[0] && version[1] < floor[1])) {
  console.error(`ictl needs Node ${floor.join('.')} or newer; this is Node ${process.versions.node}`);
  process.exit(5);
}

import('../dist/main.js')
  .then(({ main }) => main())
  .catch((error) => {
    const missing = error && error.code === 'ERR_MODULE_NOT_FOUND' && /dist[\\/]main\.js/.test(error.message);
    console.error(missing ? 'ictl is not built: run npm run build' : error);
    process.exit(missing ? 5 : 70);
  });
