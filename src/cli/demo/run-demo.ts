// The demonstration: what a first user does, done for them, each command and answer shown.
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, type ResultPromise } from 'execa';
import { serverStatus } from '../../control/control-client.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { packagePath } from '../../lib/package-root.ts';
import { readTemplate } from '../../lib/read-template.ts';
import { createHttpbin } from '../../sample/httpbin.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { type Paint, paintFor } from '../output/paint.ts';
import { type DemoAnswer, headOverHttp, headOverHttps } from './demo-request.ts';
import { demoHost, demoResources } from './demo-resources.ts';

interface DemoOptions extends Pick<GlobalOptions, 'color'> {
  readonly once?: boolean;
}

/** @throws CliError with exit code 1 where a check failed */
export async function runDemo(options: DemoOptions, context: CliContext): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ictl-demo-'));
  const demo = new Demo(folder, context, await paintFor(context.stdout, context.env, options.color));
  try {
    await demo.run();
    if (options.once !== true) await demo.stayUp();
  } finally {
    await demo.end();
    rmSync(folder, { recursive: true, force: true });
  }
  if (demo.failures > 0)
    throw new CliError(`${demo.failures} checks of the demonstration failed`, { exitCode: ExitCode.no });
}

class Demo {
  readonly #folder: string;
  readonly #context: CliContext;
  readonly #paint: Paint;
  readonly #backend = createHttpbin();
  #server: ResultPromise | undefined;
  #httpPort = 0;
  #httpsPort = 0;
  failures = 0;

  constructor(folder: string, context: CliContext, paint: Paint) {
    this.#folder = folder;
    this.#context = context;
    this.#paint = paint;
  }

  async run(): Promise<void> {
    this.#backend.listen(0, '127.0.0.1');
    await once(this.#backend, 'listening');
    const { port } = this.#backend.address() as AddressInfo;
    this.#say('The Service of a backend, and where its stand-in (`ictl sample httpbin`) listens:');
    await this.#ictl('apply -f -', readTemplate('sample', 'httpbin.yaml'));
    await this.#ictl(`register httpbin 127.0.0.1 http:${port}`);
    this.#say('A key and a certificate for foo.bar.com, as a file and as a Secret:');
    await this.#ictl(`cert gen --cn ${demoHost}`);
    await this.#ictl('create -n istio-system secret tls foo-bar-cert --key tls.key --cert tls.crt');
    this.#say('A Gateway for HTTP and HTTPS, and routes for /status and /delay:');
    await this.#ictl('create -f -', demoResources);
    this.#say('The proxy, on free ports:');
    await this.#serve();
    this.#say('Requests through the proxy:');
    await this.#check('a rule matches', 200, `http://${demoHost}:${this.#httpPort}/status/200`);
    await this.#check('no rule matches', 404, `http://${demoHost}:${this.#httpPort}/headers`);
    await this.#check(
      'the backend says 418, and the proxy passes it on',
      418,
      `http://${demoHost}:${this.#httpPort}/status/418`,
    );
    await this.#check(
      'over TLS and HTTP/2, with the certificate',
      200,
      `https://${demoHost}:${this.#httpsPort}/status/200`,
    );
    this.#say('Why a request gets its answer:');
    await this.#ictl(`why http://${demoHost}/headers`, undefined, [0, 1]);
  }

  /** Prints what to try and waits for Ctrl-C. */
  async stayUp(): Promise<void> {
    const { stdout, signal } = this.#context;
    const lines = [
      `curl -i --resolve ${demoHost}:${this.#httpPort}:127.0.0.1 http://${demoHost}:${this.#httpPort}/status/200`,
      `curl -i --resolve ${demoHost}:${this.#httpsPort}:127.0.0.1 --cacert ${join(this.#folder, 'tls.crt')} https://${demoHost}:${this.#httpsPort}/status/200`,
      `ICTL_HOME=${this.#home} ictl get gateways,virtualservices`,
      `ICTL_HOME=${this.#home} ictl why http://${demoHost}/delay/1`,
    ];
    stdout.write(
      `\nTry, in another terminal:\n${lines.map((line) => `  ${line}\n`).join('')}\nCtrl-C ends the demonstration.\n`,
    );
    if (!signal.aborted) await once(signal, 'abort');
  }

  async end(): Promise<void> {
    this.#server?.kill('SIGTERM');
    await this.#server?.catch(() => undefined); // its end is all that matters now
    this.#backend.closeAllConnections();
    this.#backend.close();
  }

  get #home(): string {
    return join(this.#folder, 'state');
  }

  get #environment() {
    return { env: { ...this.#context.env, ICTL_HOME: this.#home }, extendEnv: false, cwd: this.#folder };
  }

  #say(text: string): void {
    this.#context.stdout.write(`\n${this.#paint.bold(text)}\n`);
  }

  /** Runs a command as a user would, and shows it with its output. */
  async #ictl(args: string, input?: string, expected: readonly number[] = [0]): Promise<void> {
    const heredoc = input === undefined ? '' : ` <<EOF\n${input}EOF`;
    this.#context.stdout.write(`${this.#paint.dim('$')} ictl ${args}${heredoc}\n`);
    const result = await execa(process.execPath, [packagePath('bin', 'ictl.js'), ...args.split(' ')], {
      ...this.#environment,
      reject: false,
      all: true,
      ...(input !== undefined && { input }),
    });
    this.#context.stdout.write(`${result.all}\n`);
    if (!expected.includes(result.exitCode ?? -1)) {
      throw new CliError(`ictl ${args} ended with ${result.exitCode}`, { exitCode: ExitCode.no });
    }
  }

  async #serve(): Promise<void> {
    const args = ['serve', '--port', '80=0', '--port', '443=0', '--admin-port', '0'];
    this.#context.stdout.write(`${this.#paint.dim('$')} ictl ${args.join(' ')}\n`);
    this.#server = execa(process.execPath, [packagePath('bin', 'ictl.js'), ...args], {
      ...this.#environment,
      stdin: 'ignore',
      buffer: false,
    });
    const output = await startOutput(this.#server);
    if (output === undefined) throw new CliError('the server did not start', { exitCode: ExitCode.unavailable });
    this.#context.stdout.write(output);
    const status = await serverStatus(this.#home);
    const portOf = (port: number) =>
      status?.servicePorts.find((one) => one.service === 'istio-ingressgateway' && one.port === port)?.sockets[0]
        ?.port ?? 0;
    this.#httpPort = portOf(80);
    this.#httpsPort = portOf(443);
  }

  async #check(what: string, status: number, url: string): Promise<void> {
    const { hostname, port, pathname, protocol } = new URL(url);
    const cacert = protocol === 'https:' ? '--cacert tls.crt ' : '';
    this.#context.stdout.write(
      `${this.#paint.dim('$')} curl -I --resolve ${hostname}:${port}:127.0.0.1 ${cacert}${url}\n`,
    );
    const answer =
      protocol === 'https:'
        ? await headOverHttps(hostname, Number(port), pathname, readFileSync(join(this.#folder, 'tls.crt'), 'utf8'))
        : await headOverHttp(hostname, Number(port), pathname);
    const isGood = answer.status === status && answer.headers.server === 'envoy';
    if (!isGood) this.failures++;
    this.#context.stdout.write(
      `${answerText(answer)}${isGood ? this.#paint.green('ok') : this.#paint.red('FAILED')}: ${what}\n`,
    );
  }
}

function answerText({ statusLine, headers }: DemoAnswer): string {
  return `${statusLine}\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}`;
}

/** What the server prints at start, up to the table with both listeners; undefined where it ends before. */
function startOutput({ stdout, stderr }: ResultPromise): Promise<string | undefined> {
  return new Promise((resolve) => {
    let output = '';
    const look = (chunk: Buffer) => {
      output += chunk.toString();
      if (/^HTTPS\s.*\n/m.test(output)) resolve(output);
    };
    stdout?.on('data', look).on('close', () => resolve(undefined));
    stderr?.on('data', look);
  });
}
