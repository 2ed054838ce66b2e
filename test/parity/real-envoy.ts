// A real Envoy that runs a configuration, on a free port of its own choice.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../src/envoy/config.ts';
import { envoyBootstrap } from '../support/envoy-bootstrap.ts';
import { until } from '../support/until.ts';

/** What Istio sets in the bootstrap of its gateways and what shows on the wire. */
const runtime = {
  'envoy.reloadable_features.http_reject_path_with_fragment': false,
  're2.max_program_size.error_level': 32768,
};

export class RealEnvoy {
  readonly port: number;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, port: number) {
    this.#process = process;
    this.port = port;
  }

  /**
   * Starts Envoy with the first listener of a config and waits until it is live.
   * @param folder for its files
   */
  static async start(config: Config, folder: string): Promise<RealEnvoy> {
    const file = join(folder, 'envoy.json');
    const addressFile = join(folder, 'admin-address');
    writeFileSync(file, JSON.stringify(bootstrap(config)));
    const flags = ['-c', file, '--admin-address-path', addressFile, '--concurrency', '1', '--use-dynamic-base-id'];
    const child = spawn('envoy', [...flags, '--log-level', 'critical'], { stdio: ['ignore', 'ignore', 'inherit'] });
    const admin = await adminAddress(addressFile, child);
    return new RealEnvoy(child, await listenerPort(admin));
  }

  /** Ends the process and waits for its end. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await ended;
  }
}

function bootstrap(config: Config): unknown {
  const listeners = config.listeners
    .slice(0, 1)
    .map((listener) => ({ ...listener, address: { socketAddress: { address: '127.0.0.1', portValue: 0 } } }));
  return {
    ...(envoyBootstrap({ ...config, listeners }) as object),
    admin: { address: { socketAddress: { address: '127.0.0.1', portValue: 0 } } },
    layeredRuntime: { layers: [{ name: 'static', staticLayer: runtime }] },
  };
}

async function adminAddress(file: string, child: ChildProcess): Promise<string> {
  let address = '';
  await until(() => {
    if (child.exitCode !== null) throw new Error(`envoy ended with ${child.exitCode}`);
    try {
      address = readFileSync(file, 'utf8');
    } catch {
      // Not written yet.
    }
    return address !== '';
  });
  return address;
}

async function listenerPort(admin: string): Promise<number> {
  for (;;) {
    const answer = await fetch(`http://${admin}/listeners?format=json`);
    const { listener_statuses: statuses = [] } = (await answer.json()) as {
      listener_statuses?: { local_address: { socket_address: { port_value: number } } }[];
    };
    const port = statuses[0]?.local_address.socket_address.port_value ?? 0;
    const ready = await fetch(`http://${admin}/ready`);
    await ready.text();
    if (port !== 0 && ready.status === 200) return port;
  }
}
