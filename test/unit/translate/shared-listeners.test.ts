import assert from 'node:assert/strict';
import { sourcesOf } from '../../../src/envoy/config-source.ts';
import type { Metadata } from '../../../src/envoy/metadata.ts';
import { translateSecrets } from '../../../src/translate/secrets.ts';
import { translateText } from '../../support/translate-text.ts';

const gateway = (name: string) => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: ${name}}
spec:
  selector: {istio: ingressgateway}
  servers:
  - {port: {number: 80, name: http, protocol: HTTP}, hosts: [${name}.example.com]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}}
spec:
  hosts: [${name}.example.com]
  gateways: [${name}]
  http: [{directResponse: {status: 200}}]
---
`;

describe('a listener that several Gateways share', () => {
  const namesOf = (metadata: Metadata | undefined) =>
    sourcesOf(metadata).map(({ resource, path }) => `${resource.kind} ${resource.name} ${path}`);

  it('names all of them, and each virtual host the one it is reached through', async () => {
    const { config } = await translateText(gateway('a') + gateway('b'));
    const servers = ['Gateway a spec.servers[0]', 'Gateway b spec.servers[0]'];
    const [listener] = config.listeners;
    assert.deepEqual(namesOf(listener?.metadata), ['Gateway a spec.servers[0]', ...servers]);
    assert.deepEqual(namesOf(listener?.filterChains[0]?.metadata), ['Gateway a spec.servers[0]', ...servers]);
    assert.deepEqual(
      config.routes[0]?.virtualHosts.map(({ metadata }) => namesOf(metadata)),
      [
        ['VirtualService a spec.hosts[0]', 'Gateway a spec.servers[0]'],
        ['VirtualService b spec.hosts[0]', 'Gateway b spec.servers[0]'],
      ],
    );
  });

  it('says no more than Istio where one server has it alone', async () => {
    const { config } = await translateText(gateway('a'));
    assert.deepEqual(namesOf(config.listeners[0]?.metadata), ['Gateway a spec.servers[0]']);
    assert.deepEqual(namesOf(config.routes[0]?.virtualHosts[0]?.metadata), ['VirtualService a spec.hosts[0]']);
  });

  it('finds the certificate of a TCP chain where the server names it', async () => {
    const { config, snapshot, proxy } = await translateText(`apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: db}
spec:
  selector: {istio: ingressgateway}
  servers:
  - {port: {number: 31400, name: tls, protocol: TLS}, hosts: ["*"], tls: {mode: SIMPLE, credentialName: no-such}}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: db}
spec:
  hosts: ["*"]
  gateways: [db]
  tcp: [{route: [{destination: {host: db.default.svc.cluster.local, port: {number: 5432}}}]}]
`);
    const { findings } = translateSecrets(config, snapshot, proxy);
    assert.deepEqual(
      findings.map(({ code, resource, path }) => [code, resource?.kind, path]),
      [['IST0101', 'Gateway', 'spec.servers[0].tls']],
    );
  });
});
