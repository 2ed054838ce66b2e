// CPU time per small GET over HTTP/1.1: nginx, Envoy and ictl, interleaved in one run, medians and ratios.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isInstalled } from '../support/real-clients.ts';
import { processFolder } from '../support/temporary-folder.ts';
import { cpuMicroseconds, processTree, residentBytes } from './cpu-time.ts';
import { benchHost, type Peer, startEnvoy, startIctl, startNginx, startUpstream } from './peers.ts';
import { loadWithWrk } from './wrk.ts';

interface Sample {
  readonly cpuPerRequest: number;
  readonly requestsPerSecond: number;
}

/** @returns lines to print, a row a proxy */
export async function benchProxy({ quick }: { readonly quick: boolean }): Promise<string[]> {
  const missing = ['nginx', 'wrk'].filter((program) => !isInstalled(program));
  if (missing.length > 0) return [`proxy: skipped, not installed: ${missing.join(', ')}`];
  const [rounds, seconds] = quick ? [3, 3] : [5, 6];
  const folder = processFolder();
  const below = (name: string) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  const upstream = await startUpstream(below('upstream'));
  const started = [
    startNginx(below('nginx'), upstream.port),
    startEnvoy(below('envoy'), upstream.port),
    startIctl(below('ictl'), upstream.port),
  ];
  const peers = (await Promise.all(started)).filter((peer) => peer !== undefined);
  const samples = new Map(peers.map((peer) => [peer, [] as Sample[]]));
  try {
    for (const peer of peers) await measure(peer, 2); // warm up: JIT, pools, page cache
    for (let round = 0; round < rounds; round++)
      for (const peer of peers) samples.get(peer)?.push(await measure(peer, seconds));
    return report(samples);
  } finally {
    await Promise.all([...peers.map((peer) => peer.process.stop()), upstream.process.stop()]);
  }
}

async function measure(peer: Peer, seconds: number): Promise<Sample> {
  const cpu = () => processTree(peer.process.pid).reduce((sum, pid) => sum + cpuMicroseconds(pid), 0);
  const before = cpu();
  const load = await loadWithWrk(peer.url, { seconds, connections: 64, headers: { Host: benchHost } });
  if (load.errors > 0) throw new Error(`${peer.name} failed ${load.errors} requests`);
  return { cpuPerRequest: (cpu() - before) / load.requests, requestsPerSecond: load.requestsPerSecond };
}

function report(samples: ReadonlyMap<Peer, readonly Sample[]>): string[] {
  const rows = [...samples].map(([peer, list]) => ({
    name: peer.name,
    cpu: median(list.map(({ cpuPerRequest }) => cpuPerRequest)),
    rate: median(list.map(({ requestsPerSecond }) => requestsPerSecond)),
    resident: processTree(peer.process.pid).reduce((sum, pid) => sum + residentBytes(pid), 0),
  }));
  const cpuOf = (name: string) => rows.find((row) => row.name === name)?.cpu;
  const ratio = (cpu: number, base: number | undefined) => (base === undefined ? '-' : (cpu / base).toFixed(2));
  return [
    'HTTP/1.1, small GET, 64 kept connections, access log and statistics on',
    'proxy   CPU µs/request   requests/s   resident MB   x nginx   x Envoy',
    ...rows.map(({ name, cpu, rate, resident }) =>
      [
        name.padEnd(7),
        cpu.toFixed(1).padStart(14),
        rate.toFixed(0).padStart(12),
        (resident / 1e6).toFixed(0).padStart(13),
        ratio(cpu, cpuOf('nginx')).padStart(9),
        ratio(cpu, cpuOf('envoy')).padStart(9),
      ].join(' '),
    ),
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
