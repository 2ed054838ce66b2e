// The proxies that are compared, each with one worker, an access log to a file, its statistics on, and the headers an
// ingress gateway sets: host `bench.example`, prefix /, to one upstream over kept connections.
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { packagePath } from '../../src/lib/package-root.ts';
import { BackgroundProcess } from '../support/background-process.ts';
import { isInstalled } from '../support/real-clients.ts';

export interface Peer {
  readonly name: string;
  readonly url: string;
  readonly process: BackgroundProcess;
}

export const benchHost = 'bench.example';

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Waits until the address takes connections and answers. */
export async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    try {
      await fetch(url, { headers: { host: benchHost } }).then((response) => response.arrayBuffer());
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new Error(`nothing answers at ${url}`);
}

const nginxMain = (folder: string, http: string) => `
worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log warn;
events { worker_connections 4096; }
http { client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
keepalive_requests 100000000; keepalive_timeout 75s;
${http}
}
`;

/** A fast upstream: nginx answering a small body from memory. */
export async function startUpstream(folder: string): Promise<{ port: number; process: BackgroundProcess }> {
  const port = await freePort();
  const file = join(folder, 'upstream.conf');
  writeFileSync(
    file,
    nginxMain(
      folder,
      `access_log off; server { listen 127.0.0.1:${port}; location / { return 200 "hello, world\\n"; } }`,
    ),
  );
  const process = new BackgroundProcess('nginx', ['-c', file, '-p', folder], globalThis.process.env);
  await answers(`http://127.0.0.1:${port}/`);
  return { port, process };
}

/** nginx as a reverse proxy. */
export async function startNginx(folder: string, upstream: number): Promise<Peer> {
  const port = await freePort();
  const file = join(folder, 'nginx.conf');
  writeFileSync(
    file,
    nginxMain(
      folder,
      `access_log ${folder}/access.log combined buffer=64k flush=1s;
upstream backend { server 127.0.0.1:${upstream}; keepalive 128; keepalive_requests 100000000; }
server { listen 127.0.0.1:${port}; server_name ${benchHost}; add_header x-served-by nginx;
  location / { proxy_pass http://backend; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header X-Request-Id $request_id; } }`,
    ),
  );
  const process = new BackgroundProcess('nginx', ['-c', file, '-p', folder], globalThis.process.env);
  const url = `http://127.0.0.1:${port}/`;
  await answers(url);
  return { name: 'nginx', url, process };
}

/** Envoy with the connection manager options that istiod gives an ingress gateway, without Istio's own filters. */
export async function startEnvoy(folder: string, upstream: number): Promise<Peer | undefined> {
  if (!isInstalled('envoy')) return undefined;
  const port = await freePort();
  const file = join(folder, 'envoy.json');
  writeFileSync(file, JSON.stringify(envoyBootstrap(folder, port, upstream)));
  const process = new BackgroundProcess(
    'envoy',
    ['-c', file, '--concurrency', '1', '--disable-hot-restart', '-l', 'warning'],
    globalThis.process.env,
  );
  const url = `http://127.0.0.1:${port}/`;
  await answers(url);
  return { name: 'envoy', url, process };
}

function envoyBootstrap(folder: string, port: number, upstream: number): unknown {
  const address = (portValue: number) => ({ socketAddress: { address: '127.0.0.1', portValue } });
  const filters = 'type.googleapis.com/envoy.extensions.filters';
  return {
    admin: { address: address(0) },
    staticResources: {
      listeners: [
        {
          name: 'bench',
          address: address(port),
          filterChains: [
            {
              filters: [
                {
                  name: 'envoy.filters.network.http_connection_manager',
                  typedConfig: {
                    '@type': `${filters}.network.http_connection_manager.v3.HttpConnectionManager`,
                    statPrefix: 'bench',
                    useRemoteAddress: true,
                    normalizePath: true,
                    streamIdleTimeout: '0s',
                    httpFilters: ['fault.v3.HTTPFault', 'cors.v3.Cors', 'router.v3.Router'].map((type) => ({
                      name: `envoy.filters.http.${type.split('.')[0]}`,
                      typedConfig: { '@type': `${filters}.http.${type}` },
                    })),
                    accessLog: [
                      {
                        name: 'envoy.access_loggers.file',
                        typedConfig: {
                          '@type': 'type.googleapis.com/envoy.extensions.access_loggers.file.v3.FileAccessLog',
                          path: join(folder, 'envoy.log'),
                        },
                      },
                    ],
                    routeConfig: {
                      name: 'bench',
                      virtualHosts: [
                        {
                          name: 'bench',
                          domains: [benchHost],
                          routes: [{ match: { prefix: '/' }, route: { cluster: 'backend', timeout: '0s' } }],
                        },
                      ],
                    },
                  },
                },
              ],
            },
          ],
        },
      ],
      clusters: [
        {
          name: 'backend',
          type: 'STATIC',
          lbPolicy: 'LEAST_REQUEST',
          connectTimeout: '10s',
          loadAssignment: {
            clusterName: 'backend',
            endpoints: [{ lbEndpoints: [{ endpoint: { address: address(upstream) } }] }],
          },
        },
      ],
    },
  };
}

const benchResources = `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: bench }
spec:
  selector: { istio: ingressgateway }
  servers:
  - port: { number: 80, name: http, protocol: HTTP }
    hosts: ["${benchHost}"]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: bench }
spec:
  hosts: ["${benchHost}"]
  gateways: [bench]
  http:
  - route:
    - destination: { host: backend, port: { number: 80 } }
`;

/** ictl, the built package of this tree, serving files. */
export async function startIctl(folder: string, upstream: number): Promise<Peer> {
  const file = join(folder, 'bench.yaml');
  writeFileSync(file, benchResources);
  const serve = [
    'serve',
    '-f',
    file,
    '--home',
    join(folder, 'home'),
    '--port',
    '80=0',
    '--admin-port',
    '0',
    '--access-log',
    join(folder, 'ictl.log'),
  ];
  const process = new BackgroundProcess(
    globalThis.process.execPath,
    [packagePath('bin', 'ictl.js'), ...serve, '--service', `backend.default:80=127.0.0.1:${upstream}`],
    { ...globalThis.process.env, NO_COLOR: '1' },
  );
  const [, port] = await process.printed(/HTTP\s+(?:\S+\s+)*?127\.0\.0\.1:(\d+)/);
  const url = `http://127.0.0.1:${port}/`;
  await answers(url);
  return { name: 'ictl', url, process };
}
