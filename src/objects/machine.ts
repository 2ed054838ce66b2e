/** What is known of the server that runs on this machine, for statuses that are computed when objects are read. */
export interface Machine {
  readonly isServing: boolean;
  /** The Service ports that lead to its proxy, with the sockets on which they are reached. */
  readonly servicePorts: readonly ReachedPort[];
}

interface ReachedPort {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  readonly sockets: readonly { readonly host: string; readonly port: number }[];
}

/** The machine where nothing runs, or nobody asked. */
export const idleMachine: Machine = { isServing: false, servicePorts: [] };
