// The Istio task "Control Ingress Traffic" as its reader would type it, against the installed binary and real curl.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { execa, type Options } from 'execa';
import { after, before, describe, it } from 'mocha';
import { BackgroundProcess } from '../support/background-process.ts';
import { installedIctl } from '../support/installed-ictl.ts';
import { needs } from '../support/real-clients.ts';
import { suiteFolder } from '../support/temporary-folder.ts';

const gateway = `
apiVersion: networking.istio.io/v1alpha3
kind: Gateway
metadata:
  name: httpbin-gateway
spec:
  selector:
    istio: ingressgateway # use Istio default gateway implementation
  servers:
  - port:
      number: 80
      name: http
      protocol: HTTP
    hosts:
    - "foo.bar.com"
`;

const secureGateway = `${gateway.trimEnd()}
  - port:
      number: 443
      name: https
      protocol: HTTPS
    tls:
      mode: SIMPLE
      serverCertificate: /etc/my-ingress-cert/tls.crt
      privateKey: /etc/my-ingress-cert/tls.key
    hosts:
    - "foo.bar.com"
`;

const virtualService = `
apiVersion: networking.istio.io/v1alpha3
kind: VirtualService
metadata:
  name: httpbin
spec:
  hosts:
  - "*"
  gateways:
  - httpbin-gateway
  http:
  - match:
    - uri:
        prefix: /status
    - uri:
        prefix: /delay
    route:
    - destination:
        port:
          number: 8000
        host: httpbin
`;

/** What the task gives to `helm template`, as it stands there. */
const secretVolume =
  'ingressgateway.deployment.secretVolumes[0].name=my-ingress-cert-volume,ingressgateway.deployment.secretVolumes[0].secretName=my-ingress-cert,ingressgateway.deployment.secretVolumes[0].mountPath=/etc/my-ingress-cert';

const ingress = (name: string, tls: boolean) => `
apiVersion: extensions/v1beta1
kind: Ingress
metadata:
  name: ${name}
  annotations:
    kubernetes.io/ingress.class: istio
spec:${tls ? '\n  tls:\n  - secretName: istio-ingress-certs' : ''}
  rules:
  - http:
      paths:
      - path: /status/*
        backend:
          serviceName: httpbin
          servicePort: 8000
      - path: /delay/*
        backend:
          serviceName: httpbin
          servicePort: 8000
`;

/** Objects are ordered by whole seconds of creation, so both paces must give the same answers. */
const paces = [
  { name: 'typed fast', pauseMs: 0 },
  { name: 'typed slowly, with more than a second before each create', pauseMs: 1100 },
];

for (const { name, pauseMs } of paces) {
  describe(`the tutorial, ${name}`, function () {
    this.timeout(120_000);
    const folder = suiteFolder();
    const env = { PATH: process.env.PATH, HOME: folder, ICTL_HOME: join(folder, 'state'), NO_COLOR: '1' };
    let ictlPath = '';
    let backend: BackgroundProcess | undefined;
    let server: BackgroundProcess | undefined;
    let httpPort = '';
    let httpsPort = '';

    const ictl = (args: string, options: Options = {}) =>
      execa(ictlPath, args.split(' '), { cwd: folder, env, extendEnv: false, ...options });
    const create = async (args: string, input?: string) => {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      return ictl(args, { input });
    };
    /** The head of the answer, its first line and the header lines in lower case. */
    const curl = async (...args: string[]) => {
      const { stdout } = await execa('curl', ['-sS', '-I', '--http1.1', '--max-time', '20', ...args], { cwd: folder });
      const [status = '', ...lines] = stdout.trimEnd().split(/\r?\n/);
      return {
        status,
        headers: new Map(
          lines.map((line) => [
            line.slice(0, line.indexOf(':')).toLowerCase(),
            line.slice(line.indexOf(':') + 1).trim(),
          ]),
        ),
      };
    };
    const resolveTo = (port: string) => ['--resolve', `foo.bar.com:${port}:127.0.0.1`];
    const overHttp = (path: string) => curl(...resolveTo(httpPort), `http://foo.bar.com:${httpPort}${path}`);
    const portsOf = async () => {
      const { stdout } = await ictl('get svc -n istio-system istio-ingressgateway -o wide');
      return stdout as string;
    };

    before(async function () {
      needs(this, 'curl', 'openssl');
      ictlPath = await installedIctl();
    });
    after(async () => {
      await server?.stop();
      await backend?.stop();
    });

    it('registers a backend', async () => {
      backend = new BackgroundProcess(ictlPath, ['sample', 'httpbin', '--port', '0'], env);
      const [, port] = await backend.printed(/127\.0\.0\.1:(\d+)/);
      const { stdout } = await create('apply -f -', (await ictl('sample httpbin -o yaml')).stdout as string);
      assert.match(stdout as string, /service\/default\/httpbin/);
      await ictl(`register httpbin 127.0.0.1 http:${port}`);
    });

    it('makes a key and a certificate for foo.bar.com', async () => {
      await ictl('cert gen --cn foo.bar.com');
      const { stdout } = await execa('openssl', [
        'x509',
        '-in',
        join(folder, 'tls.crt'),
        '-noout',
        '-subject',
        '-ext',
        'subjectAltName',
        '-checkend',
        '31000000',
      ]);
      assert.match(stdout, /CN\s*=\s*foo\.bar\.com/);
      assert.match(stdout, /DNS:foo\.bar\.com/);
      assert.match(stdout, /will not expire/);
      assert.match((await execa('stat', ['-c', '%a', join(folder, 'tls.key')])).stdout, /^600$/);
    });

    it('creates the Gateway and its routes from heredocs', async () => {
      assert.match(
        (await create('create -f -', gateway)).stdout as string,
        /^Created config gateway\/default\/httpbin-gateway at revision \d+$/m,
      );
      assert.match(
        (await create('create', virtualService)).stdout as string,
        /^Created config virtual-service\/default\/httpbin at revision \d+$/m,
      );
    });

    it('serves them and says where', async () => {
      server = new BackgroundProcess(
        ictlPath,
        ['serve', '--port', '80=0', '--port', '443=0', '--admin-port', '0'],
        env,
      );
      [, httpPort = ''] = await server.printed(/HTTP\s+(?:\S+\s+)*?127\.0\.0\.1:(\d+)/);
      await server.printed(/foo\.bar\.com/);
      const hostIp = await ictl(`get -n istio-system po -l istio=ingressgateway -o jsonpath={.items[0].status.hostIP}`);
      assert.equal(hostIp.stdout, '127.0.0.1');
      assert.match(
        (await ictl('get -n istio-system svc istio-ingressgateway')).stdout as string,
        /80:31380\/TCP,443:31390\/TCP/,
      );
    });

    it('answers 200 where a rule matches', async () => {
      const { status, headers } = await overHttp('/status/200');
      assert.equal(status, 'HTTP/1.1 200 OK');
      assert.equal(headers.get('server'), 'envoy');
      assert.equal(headers.get('content-length'), '0');
      assert.match(headers.get('x-envoy-upstream-service-time') ?? '', /^\d+$/);
      assert.ok(headers.has('date'));
      assert.equal(headers.get('access-control-allow-origin'), '*');
    });

    it('answers 404 where none does', async () => {
      const { status, headers } = await overHttp('/headers');
      assert.equal(status, 'HTTP/1.1 404 Not Found');
      assert.deepEqual([...headers.keys()].sort(), ['content-length', 'date', 'server']);
      assert.equal(headers.get('content-length'), '0');
    });

    it('takes the certificate as a Secret and refuses one that does not fit', async () => {
      await execa('openssl', ['genrsa', '-out', join(folder, 'other.key'), '2048']);
      const refused = await ictl('create -n istio-system secret tls my-ingress-cert --key other.key --cert tls.crt', {
        reject: false,
      });
      assert.equal(refused.exitCode, 3, refused.stderr as string);
      await create('create -n istio-system secret tls my-ingress-cert --key tls.key --cert tls.crt');
    });

    it('mounts it by the rendered gateway Deployment and serves HTTPS, without losing a request on port 80', async () => {
      let lost = 0;
      let isDone = false;
      const traffic = (async () => {
        while (!isDone) if ((await overHttp('/status/200')).status !== 'HTTP/1.1 200 OK') lost++;
      })();
      const { stdout: deployment } = await ictl(
        `render gateway --name istio --namespace istio-system --set ${secretVolume} -x charts/ingressgateway/templates/deployment.yaml`,
      );
      await ictl('apply -f -', { input: deployment as string });
      const { stdout } = await ictl('replace --wait -f -', { input: secureGateway });
      assert.match(stdout as string, /^Updated config gateway\/default\/httpbin-gateway to revision \d+$/m);
      isDone = true;
      await traffic;
      assert.equal(lost, 0);
      [, httpsPort = ''] = (await server?.printed(/HTTPS\s+(?:\S+\s+)*?127\.0\.0\.1:(\d+)/)) ?? [];
    });

    it('answers over HTTP/2 with the certificate', async () => {
      const { stdout } = await execa('curl', [
        '-sS',
        '-I',
        '--max-time',
        '20',
        '--cacert',
        join(folder, 'tls.crt'),
        ...resolveTo(httpsPort),
        `https://foo.bar.com:${httpsPort}/status/200`,
      ]);
      assert.match(stdout, /^HTTP\/2 200/);
      assert.match(stdout, /^server: envoy/m);
      assert.match(stdout, /^x-envoy-upstream-service-time: \d+/m);
      assert.equal(
        (await curl('-k', ...resolveTo(httpsPort), `https://foo.bar.com:${httpsPort}/headers`)).status,
        'HTTP/1.1 404 Not Found',
      );
    });

    it('serves an Ingress on any host', async () => {
      await ictl('delete gateway httpbin-gateway');
      await create('create --wait -f -', ingress('simple-ingress', false));
      const { stdout } = await ictl('get ingress simple-ingress -o wide');
      assert.match(stdout as string, /simple-ingress\s.*\*\s.*127\.0\.0\.1/);
      const hostIp = await ictl('get -n istio-system po -l istio=ingress -o jsonpath={.items[0].status.hostIP}');
      assert.equal(hostIp.stdout, '127.0.0.1');
      assert.match(
        (await ictl('get -n istio-system svc istio-ingress')).stdout as string,
        /80:32080\/TCP,443:32443\/TCP/,
      );
      assert.equal((await curl(`http://127.0.0.1:${httpPort}/status/200`)).status, 'HTTP/1.1 200 OK');
      assert.equal((await curl(`http://127.0.0.1:${httpPort}/headers`)).status, 'HTTP/1.1 404 Not Found');
    });

    it('serves a secure Ingress beside it, on both ports', async () => {
      await create('create -n istio-system secret tls istio-ingress-certs --key tls.key --cert tls.crt');
      await create('create --wait -f -', ingress('secure-ingress', true));
      for (const url of [
        `https://127.0.0.1:${httpsPort}`,
        `https://foo.bar.com:${httpsPort}`,
        `http://127.0.0.1:${httpPort}`,
      ]) {
        assert.equal((await curl('-k', ...resolveTo(httpsPort), `${url}/status/200`)).status, 'HTTP/1.1 200 OK', url);
        assert.equal(
          (await curl('-k', ...resolveTo(httpsPort), `${url}/headers`)).status,
          'HTTP/1.1 404 Not Found',
          url,
        );
      }
    });

    it('cleans up, and answers nothing afterwards', async () => {
      assert.match(
        (await ictl('delete ingress simple-ingress secure-ingress')).stdout as string,
        /simple-ingress[\s\S]*secure-ingress/,
      );
      assert.match((await ictl('delete virtualservice httpbin')).stdout as string, /Deleted config: .*httpbin/);
      await ictl('delete -n istio-system secret istio-ingress-certs');
      await ictl('delete --wait -f -', { input: (await ictl('sample httpbin -o yaml')).stdout as string });
      const answer = await execa(
        'curl',
        ['-sS', '-o', '/dev/null', '-w', '%{http_code}', '--max-time', '5', `http://127.0.0.1:${httpPort}/status/200`],
        { reject: false },
      );
      assert.ok(answer.stdout === '404' || answer.exitCode === 7, `${answer.stdout} ${answer.stderr}`);
    });

    it('ends with the server drained and its ports free', async () => {
      assert.equal(await server?.stop(), 0, server?.output);
      assert.match(await portsOf(), /istio-ingressgateway/);
    });
  });
}
