import { groupBy } from '../../snapshot/group-by.ts';
import type { Analyzer } from '../analyzer.ts';
import { servedCertificates } from './served-certificates.ts';

/**
 * One certificate on two Gateways (Istio's CertificateAnalyzer): a client that has an HTTP/2 connection to one sends
 * requests for hosts of the other there (RFC 9113 section 9.1.1), and that one's routes do not know them.
 */
export const duplicateCertificates: Analyzer = {
  name: 'gateway/duplicate-certificate',
  codes: ['IST0138'],
  description: 'servers of different Gateways do not show the same certificate',
  analyze(analysis, findings) {
    const ofGateways = servedCertificates(analysis).filter(({ source }) => source.kind === 'Gateway');
    for (const [, uses] of groupBy(ofGateways, ({ secretName }) => secretName)) {
      const [first] = uses;
      for (const { source, path, origin } of uses) {
        if (first === undefined || (source.name === first.source.name && source.namespace === first.source.namespace))
          continue;
        const other = `${first.source.namespace}/${first.source.name}`;
        const message = `Gateway ${other} shows ${origin}, too, so HTTP/2 clients may send it requests for hosts of this one and get 404; put the hosts into one Gateway, or give each its own certificate`;
        findings.report('IST0138', message, source, path);
      }
    }
  },
};
