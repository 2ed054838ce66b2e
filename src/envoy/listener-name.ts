/** Makes the name of a listener, `0.0.0.0_80`. */
export function listenerName(bind: string, port: number): string {
  return `${bind}_${port}`;
}

/** The port in the name of a listener. */
export function portOfListener(name: string): number {
  return Number(name.slice(name.lastIndexOf('_') + 1));
}
