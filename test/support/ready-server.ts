import type { ControlHandler } from '../../src/control/control-server.ts';

/** The end of the socket of a server that is ready. */
export const readyServer: ControlHandler = {
  poke: () => undefined,
  waitForRevision: async (revision) => ({ isReached: true, revision }),
  status: () => ({ pid: 1, version: '0', revision: 1, isReady: true, source: 'store', servicePorts: [], findings: [] }),
  config: async () => ({ dump: undefined, clusters: [], workloads: [] }),
  drain: async () => 0,
  failHealthCheck: () => undefined,
  stop: () => undefined,
};
