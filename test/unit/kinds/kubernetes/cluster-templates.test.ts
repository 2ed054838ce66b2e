import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { decode } from '../../../../src/kinds/decode/decode.ts';
import type { Deployment } from '../../../../src/kinds/kubernetes/deployment.ts';
import type { Service } from '../../../../src/kinds/kubernetes/service.ts';
import type { KubeObject } from '../../../../src/kinds/object.ts';
import { packagePath } from '../../../../src/lib/package-root.ts';

async function clusterObjects(): Promise<readonly KubeObject[]> {
  const objects: KubeObject[] = [];
  for (const name of readdirSync(packagePath('templates', 'cluster')).sort()) {
    const text = readFileSync(packagePath('templates', 'cluster', name), 'utf8');
    for (const { problems, object } of (await decode(text, { file: name })).documents) {
      assert.deepEqual(problems, []);
      if (object !== undefined) objects.push(object);
    }
  }
  return objects;
}

describe('the local cluster', () => {
  it('has two namespaces and two gateways', async () => {
    const names = (await clusterObjects()).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    assert.deepEqual(names, [
      'Namespace default',
      'Namespace istio-system',
      'Service istio-ingressgateway',
      'Deployment istio-ingressgateway',
      'Service istio-ingress',
      'Deployment istio-ingress',
    ]);
  });

  it('is reached on the node ports that are documented', async () => {
    const services = (await clusterObjects()).filter(({ kind }) => kind === 'Service') as Service[];
    const ports = services.map(({ spec }) =>
      (spec?.ports ?? []).map(({ port, nodePort }) => `${port}:${nodePort}`).join(' '),
    );
    assert.deepEqual(ports, ['80:31380 443:31390 31400:31400', '80:32080 443:32443']);
  });

  it('mounts the Secrets that Istio mounts, whether they exist or not', async () => {
    const deployments = (await clusterObjects()).filter(({ kind }) => kind === 'Deployment') as Deployment[];
    const mounts = deployments.flatMap(({ spec }) => {
      const pod = spec?.template.spec;
      return (pod?.containers ?? []).flatMap(({ volumeMounts = [] }) =>
        volumeMounts.map(({ name, mountPath }) => {
          const secret = pod?.volumes?.find((volume) => volume.name === name)?.secret;
          return `${secret?.secretName} ${mountPath} ${secret?.optional}`;
        }),
      );
    });
    assert.deepEqual(mounts, [
      'istio-ingressgateway-certs /etc/istio/ingressgateway-certs true',
      'istio-ingressgateway-ca-certs /etc/istio/ingressgateway-ca-certs true',
      'istio-ingress-certs /etc/istio/ingress-certs true',
    ]);
  });
});
