// Runs the commands of the pages that show some, as a reader would, page by page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { dirname } from 'node:path';
import { execa } from 'execa';
import { before, describe, it } from 'mocha';
import { packagePath } from '../../src/lib/package-root.ts';
import { installedIctl } from '../support/installed-ictl.ts';
import { needs } from '../support/real-clients.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Page -> what its output must show, in this order. */
const pages: Readonly<Record<string, readonly RegExp[]>> = {
  'docs/certificates.md': [
    /self-signed/,
    /Created local CA/,
    /signed by the local CA/,
    /Created config secret\/istio-system\/web-cert .*certificate for foo\.bar\.com/,
    /Created config secret\/istio-system\/other-cert/,
    /client\.key/,
    /fails 1 of 6 checks: host/,
    /exit code 1/,
  ],
  'docs/working-with-objects.md': [
    /Created config gateway\/default\/web/,
    /gateway\.networking\.istio\.io\/web/,
    /NAME +HOSTS\nweb +\[foo\.bar\.com\]/,
    /^80$/m,
    /Updated config gateway\/default\/web/,
    /Updated config virtual-service\/default\/web/,
    /appProtocol: http/,
    /'tier' already has a value \(edge\)/,
    /exit code 4/,
    /gateway\.networking\.istio\.io\/web condition met/,
    /has Available=False/,
    /not available: exit code 1/,
    /Updated config endpoints\/default\/httpbin/,
    /Deleted config: gateway web \(dry run\)/,
    /Deleted config: virtualservice web\n/,
    /Deleted config: service httpbin/,
  ],
  'docs/tutorial.md': [/200 OK/, /404 Not Found/, /HTTP\/2 200/, /simple-ingress/, /200 OK/],
  'docs/inject.md': [
    /Injected Deployment "httpbin": istio-init, istio-proxy/,
    /deployment\/default\/httpbin/,
    /Skipping injection because DaemonSet "agent" has host networking enabled/,
    /name: helper/,
    /function "now" is not supported/,
    /exit code 3/,
  ],
  'docs/describe-and-diff.md': [
    /In the proxy: revision \d+ of the store; no server runs/,
    /GET http:\/\/shop\.example\.com:\d+\/cart\*/,
    /- route \/cart\* leads to[^\n]*\n {2}\+ route \/basket\*/,
    /\n\+ +prefix: \/basket\n/,
    /http\.80 +shop\.example\.com:80/,
    /HEALTHY +OK +outbound\|8000\|\|httpbin/,
    /ok {4}store: /,
    /Configuration in force in the server \(process \d+, revision \d+\)/,
    /HEALTHY +OK +outbound\|8000\|\|httpbin/,
    /process \d+ serves revision \d+/,
  ],
  'docs/editors-and-shells.md': [
    /schema=.*all\.json/,
    /FIELD: tls <Object>/,
    /corsPolicy\t<Object>/,
    /virtualservices +vs/,
  ],
  'docs/state.md': [
    /State folder: .*\(ICTL_HOME\)/,
    /Wrote revision \d+ to before\.db/,
    /Would restore revision \d+ of before\.db: 1 written/,
    /now revision \d+/,
    /staging/,
    /Dropped \d+ changes/,
  ],
  'docs/render.md': [
    /kind: Deployment/,
    /ICTL0024/,
    /deployment\/istio-system\/istio-ingressgateway/,
    /HTTP\/2 404/,
    /kind: ConfigMap/,
  ],
};

/** Ports that the pages name; each run takes free ones instead. */
const portsInText = ['9000', '31380', '31390'];

describe('the commands in the docs', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let ictl = '';

  before(async function () {
    needs(this, 'curl', 'bash');
    ictl = await installedIctl();
  });

  for (const [page, expected] of Object.entries(pages)) {
    it(`work as ${page} says`, async () => {
      const script = await runnable(readFileSync(packagePath(page), 'utf8'));
      const env = {
        PATH: `${dirname(ictl)}:${process.env.PATH}`,
        HOME: folder(),
        ICTL_HOME: `${folder()}/state`,
        NO_COLOR: '1',
      };
      const { exitCode, all } = await execa('bash', ['-eu', '-o', 'pipefail', '-c', script], {
        cwd: folder(),
        env,
        extendEnv: false,
        all: true,
        reject: false,
      });
      assert.equal(exitCode, 0, all);
      let rest = all;
      for (const pattern of expected) {
        const found = pattern.exec(rest);
        assert.ok(found, `${pattern} is missing in:\n${all}`);
        rest = rest.slice(found.index + found[0].length);
      }
    });
  }

  /** The page's shell blocks as one script, on free ports; what it starts in the background ends with it. */
  async function runnable(text: string): Promise<string> {
    let script = [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block]) => block).join('\n');
    const [backend = '', http = '', https = ''] = await Promise.all(portsInText.map(freePort));
    script = script
      .replaceAll('9000', backend)
      .replaceAll('31380', http)
      .replaceAll('31390', https)
      .replace('ictl serve &', `ictl serve --port 80=${http} --port 443=${https} --admin-port 0 &\n${untilServed}`);
    return `trap 'kill $(jobs -p) 2>/dev/null || true; wait' EXIT\n${script}`;
  }
});

/** A reader sees the server's table before typing on; a script asks. */
const untilServed = `until ictl get svc -n istio-system istio-ingressgateway -o wide | grep -q '127.0.0.1:'; do kill -0 %% ; done`;

function freePort(): Promise<string> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(String(port)));
    });
  });
}
