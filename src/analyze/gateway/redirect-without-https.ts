import type { BoundServer } from '../../translate/gateway/gateway-server.ts';
import { isTlsServer } from '../../translate/gateway/server-protocol.ts';
import { HostSet } from '../../translate/host-set.ts';
import type { Analyzer } from '../analyzer.ts';

/** `httpsRedirect` answers every request with a redirect, also where nobody is there. */
export const redirectsWithoutHttps: Analyzer = {
  name: 'gateway/redirect-without-https',
  codes: ['ICTL0071'],
  description: 'a host that a server redirects to HTTPS is on a server with TLS',
  analyze({ servers }, findings) {
    const isEncrypted = ({ server }: BoundServer) => isTlsServer(server);
    const secure = new HostSet(servers.filter(isEncrypted).flatMap(({ hosts }) => hosts.map(withoutNamespace)));
    for (const { server, hosts, source, path } of servers) {
      if (server.tls?.httpsRedirect !== true) continue;
      const missing = hosts.map(withoutNamespace).filter((host) => !secure.overlaps(host));
      if (missing.length === 0) continue;
      const message = `requests for ${missing.join(', ')} are redirected to https, but no server with TLS has the host; add one of protocol HTTPS, or take httpsRedirect away`;
      findings.report('ICTL0071', message, source, `${path}.tls.httpsRedirect`);
    }
  },
};

function withoutNamespace(host: string): string {
  return host.slice(host.indexOf('/') + 1);
}
