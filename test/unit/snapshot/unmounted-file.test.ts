import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { gatewayChart } from '../../../src/render/istio-0.8/gateway-chart.ts';
import { renderChart } from '../../../src/render/render.ts';
import { typedSet } from '../../../src/render/values/set-dialects.ts';
import { applySet } from '../../../src/render/values/set-grammar.ts';
import { readCertificateFile } from '../../../src/snapshot/certificate-file.ts';
import { translateText } from '../../support/translate-text.ts';

const workload = 'istio-system/istio-ingressgateway';
const path = '/etc/my-ingress-cert/tls.crt';

const secret = (name: string) => `
apiVersion: v1
kind: Secret
metadata: { name: ${name}, namespace: istio-system }
stringData: { tls.crt: certificate, tls.key: key }
`;

/** The gateway's Deployment with these volumes and no other. */
async function deployment(...volumes: readonly { secretName: string; mountPath: string }[]): Promise<string> {
  return rendered({
    ingressgateway: { deployment: { secretVolumes: volumes.map((one, index) => ({ name: `v${index}`, ...one })) } },
  });
}

async function rendered(values: Record<string, unknown>): Promise<string> {
  const result = await renderChart(gatewayChart, values, { name: 'istio', namespace: 'istio-system' });
  assert.ok(result.status === 'rendered');
  const manifest = result.manifests.find(({ source }) => source.endsWith('/deployment.yaml'));
  return JSON.stringify(manifest?.objects[0]);
}

async function problemOf(file: string, ...texts: readonly string[]): Promise<string> {
  const { snapshot } = await translateText(...texts);
  const found = readCertificateFile(snapshot, [workload], file);
  return found.status === 'missing' ? found.problem : '';
}

/** Does what the message says: renders the Deployment that it tells to. */
async function mended(problem: string): Promise<string> {
  const [, text = ''] =
    /ictl render gateway -s deployment\.yaml --set '([^']*)' \| ictl apply -f -$/.exec(problem) ?? [];
  assert.notEqual(text, '', problem);
  const values = {};
  applySet(values, text, typedSet);
  return rendered(values);
}

describe('a certificate path without a secret volume', () => {
  it('names the Deployment, the folder and what is mounted elsewhere', async () => {
    const problem = await problemOf(path);
    assert.match(
      problem,
      /^\/etc\/my-ingress-cert\/tls\.crt cannot be read: Deployment istio-ingressgateway in istio-system has no secret volume at \/etc\/my-ingress-cert /,
    );
    assert.match(problem, /istio-ingressgateway-certs at \/etc\/istio\/ingressgateway-certs/);
  });

  const situations: Readonly<Record<string, () => Promise<readonly string[]>>> = {
    'there is no volume': async () => [secret('my-ingress-cert')],
    'it is mounted at another path': async () => [
      secret('my-ingress-cert'),
      await deployment({ secretName: 'my-ingress-cert', mountPath: '/etc/my-ingress-certs' }),
    ],
    'the Secret has another name': async () => [secret('shop.example.org')],
    'another Secret of the same keys is mounted under another name': async () => [
      secret('shop'),
      secret('other'),
      await deployment({ secretName: 'shop', mountPath: '/etc/shop' }),
    ],
  };
  for (const [situation, texts] of Object.entries(situations)) {
    it(`is mended by the command in the message where ${situation}`, async () => {
      const objects = await texts();
      const { snapshot } = await translateText(...objects, await mended(await problemOf(path, ...objects)));
      assert.deepEqual(readCertificateFile(snapshot, [workload], path), { status: 'read', text: 'certificate' });
    });
  }

  it('is mended without losing the volumes that are in use', async () => {
    const objects = [
      secret('my-ingress-cert'),
      secret('shop'),
      await deployment({ secretName: 'shop', mountPath: '/etc/shop' }, { secretName: 'gone', mountPath: '/etc/gone' }),
    ];
    const { snapshot } = await translateText(...objects, await mended(await problemOf(path, ...objects)));
    assert.equal(readCertificateFile(snapshot, [workload], '/etc/shop/tls.crt').status, 'read');
    assert.equal(readCertificateFile(snapshot, [workload], path).status, 'read');
  });

  it('is no text for a command where it could mean something else to a shell', async () => {
    for (const hostile of [
      "/etc/a'; rm -rf ~ #/tls.crt",
      '/etc/$(id)/tls.crt',
      '/etc/../tls.crt',
      '/tls.crt',
      'tls.crt',
    ]) {
      assert.doesNotMatch(await problemOf(hostile), /ictl render/, hostile);
    }
  });

  it('of a mounted Secret that does not exist says how to create it', async () => {
    const problem = await problemOf(
      path,
      await deployment({ secretName: 'my-cert', mountPath: '/etc/my-ingress-cert' }),
    );
    assert.match(
      problem,
      /does not exist; create it with: ictl create -n istio-system secret tls my-cert --cert=FILE --key=FILE$/,
    );
  });
});
