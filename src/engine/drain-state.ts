/** Whether the proxy lets go of its clients; shared by everything that answers them. */
export class DrainState {
  /** Listeners have closed their sockets, for good. */
  isDrained = false;
  /** Seems unwell, so that load balancers look elsewhere; may be taken back. */
  failsHealthCheck = false;

  /** Each response then says that it is the last of its connection, as Envoy's drain decision has it. */
  get closesConnections(): boolean {
    return this.isDrained || this.failsHealthCheck;
  }
}
