import type { Service } from '../../kinds/kubernetes/service.ts';
import { refOf } from '../../translate/finding-list.ts';
import { servicePortProtocol } from '../../translate/protocol.ts';
import type { Analyzer } from '../analyzer.ts';
import { isSystemNamespace } from '../system-namespace.ts';

/** The protocol spoken to an upstream is read from the port (Istio's PortNameAnalyzer). */
export const portNames: Analyzer = {
  name: 'service/port-name',
  codes: ['IST0118', 'IST0150'],
  description: 'the ports of a Service say their protocol, by name or by appProtocol',
  analyze({ snapshot }, findings) {
    for (const service of snapshot.services) {
      if (isSystemNamespace(service.metadata.namespace)) continue;
      for (const [index, port] of (service.spec?.ports ?? []).entries()) {
        const isAlias = service.spec?.type === 'ExternalName';
        if (isKnown(port, isAlias)) continue;
        const path = `spec.ports[${index}].name`;
        findings.report(isAlias ? 'IST0150' : 'IST0118', messageFor(port.name, isAlias), refOf(service), path);
      }
    }
  },
};

type Port = NonNullable<NonNullable<Service['spec']>['ports']>[number];

/** Routes lead to the host that an ExternalName names, and a port named tcp alone makes a listener that catches all. */
function isKnown(port: Port, isAlias: boolean): boolean {
  return servicePortProtocol(port) !== 'UNSUPPORTED' && !(isAlias && port.name === 'tcp');
}

function messageFor(name: string | undefined, isAlias: boolean): string {
  const which = name === undefined || name === '' ? 'the port has no name' : `the name ${name} says no protocol`;
  if (isAlias) return `${which} that an ExternalName Service can have; name it http, http2, grpc, https or tls`;
  return `${which}, so HTTP/1.1 is spoken to it; name it http, http2, grpc, https, tls or tcp, also with more behind a dash, or set appProtocol`;
}
