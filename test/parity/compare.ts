// One configuration in both proxies, and the same requests to both.
import { networkInterfaces } from 'node:os';
import { seededRandom, TestEngine } from '../support/engine.ts';
import { translateText } from '../support/translate-text.ts';
import { fitsHttp2, http2Exchange } from './http2-wire.ts';
import { joinedFields } from './joined-fields.ts';
import { Choice } from './random-choice.ts';
import { randomObjects } from './random-objects.ts';
import { randomRequest } from './random-request.ts';
import { RealEnvoy } from './real-envoy.ts';
import { type Arrived, ToldUpstream } from './told-upstream.ts';
import { type WireAnswer, wireExchange } from './wire-exchange.ts';

const UPSTREAMS = 5;

/** What one proxy made of a request. */
export interface Outcome {
  readonly answer: WireAnswer;
  /** Per upstream, what arrived. */
  readonly arrived: readonly (readonly Arrived[])[];
}

export interface Pair {
  readonly request: string;
  readonly envoy: Outcome;
  readonly ours: Outcome;
}

/** Runs one seed: a random configuration and random requests, and gives back what came out differently. */
export async function compareSeed(seed: number, count: number, folder: string): Promise<Pair[]> {
  const choice = new Choice(seededRandom(seed));
  const objects = (ports: readonly number[]) =>
    randomObjects(choice, ports)
      .map((it) => JSON.stringify(it))
      .join('\n---\n');
  const requests = Array.from({ length: count }, (_, index) => index);
  const both = await compareInput(
    objects,
    requests.map((index) => () => randomRequest(choice, `try-${index}`)),
    folder,
  );
  return both.filter(({ envoy, ours }) => JSON.stringify(envoy) !== JSON.stringify(ours));
}

/**
 * Sends requests through both proxies.
 * @param objects makes the text of the configuration for the ports of the upstreams
 * @param requests each is made after the configuration
 */
export async function compareInput(
  objects: (ports: readonly number[]) => string,
  requests: readonly (() => string)[],
  folder: string,
): Promise<Pair[]> {
  const upstreams = await Promise.all(Array.from({ length: UPSTREAMS }, () => ToldUpstream.start()));
  const { config } = await translateText(objects(upstreams.map(({ port }) => port)));
  const envoy = await RealEnvoy.start(config, folder);
  const proxy = new TestEngine();
  await proxy.apply(config);
  const ask = async (exchange: Exchange, request: string): Promise<Pair> => {
    const ports = { envoy: envoy.port, ours: proxy.port(config.listeners[0]?.name) };
    const name = exchange === wireExchange ? '1' : '2';
    const ofEnvoy = await outcome(exchange, ports.envoy, request.replace(/try-\d+/, `$&-e${name}`), upstreams);
    const ofOurs = await outcome(exchange, ports.ours, request.replace(/try-\d+/, `$&-o${name}`), upstreams);
    return { request, envoy: ofEnvoy, ours: ofOurs };
  };
  const both: Pair[] = [];
  try {
    for (const makeRequest of requests) {
      const request = makeRequest();
      both.push(await ask(wireExchange, request));
      if (fitsHttp2(request)) both.push(await ask(http2Exchange, request));
    }
  } finally {
    await envoy.stop();
    await proxy.engine.close();
    for (const upstream of upstreams) upstream.stop();
  }
  return both;
}

type Exchange = typeof wireExchange;

async function outcome(
  exchange: Exchange,
  port: number,
  request: string,
  upstreams: readonly ToldUpstream[],
): Promise<Outcome> {
  const before = upstreams.map(({ arrived }) => arrived.length);
  const answer = await exchange(port, request);
  const arrived = upstreams.map((upstream, index) => upstream.arrived.slice(before[index]).map(comparable));
  return JSON.parse(generalised(JSON.stringify({ answer, arrived }), port)) as Outcome;
}

/** Without what two programs cannot have in common: random values and own addresses. */
function generalised(text: string, port: number): string {
  return text
    .replaceAll(machineAddress, '127.0.0.1')
    .replaceAll(`:${port}`, ':PORT')
    .replaceAll(/(try-\d+)-[eo][12]/g, '$1')
    .replaceAll(/"(x-envoy-expected-rq-timeout-ms|grpc-timeout): \d+m?"/g, '"$1: MS"')
    .replaceAll(/"x-request-id: [0-9a-f]{8}-[0-9a-f-]{27}"/g, '"x-request-id: UUID"');
}

function comparable({ line, fields, body }: Arrived): Arrived {
  return { line, body, fields: joinedFields(fields) };
}

const machineAddress =
  Object.values(networkInterfaces())
    .flat()
    .find((it) => it !== undefined && it.family === 'IPv4' && !it.internal)?.address ?? '127.0.0.1';
