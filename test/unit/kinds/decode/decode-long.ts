// Decodes a document of two MiB with a finding in every second route, in a thread whose memory is bounded.
import { parentPort, workerData } from 'node:worker_threads';
import { decode } from '../../../../src/kinds/decode/decode.ts';

const { bytes } = workerData as { bytes: number };
const head =
  'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: long}\nspec:\n  hosts: ["*"]\n  http:\n';
const routes: string[] = [];
for (let length = head.length, index = 0; length < bytes; index += 1) {
  const field = index % 2 === 0 ? 'prefix' : 'prefx';
  routes.push(
    `  - match:\n    - uri: {${field}: /p${index}}\n    route:\n    - destination: {host: web, port: {number: 80}}\n`,
  );
  length += routes.at(-1)?.length ?? 0;
}
const { documents } = await decode(head + routes.join(''), { file: 'long.yaml' });
const places = (documents[0]?.problems ?? []).map(({ path = '' }) => documents[0]?.origin.locate(path).line);
parentPort?.postMessage({ problems: places.length, first: places[0], last: places.at(-1) });
