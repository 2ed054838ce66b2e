import { checkValidity } from '../../certs/check-validity.ts';
import type { Analyzer } from '../analyzer.ts';
import { servedCertificates } from './served-certificates.ts';

/** A certificate that is over is served all the same: Envoy does not look, and clients refuse it (Istio's SecretAnalyzer). */
export const certificateValidity: Analyzer = {
  name: 'gateway/certificate-validity',
  codes: ['IST0161', 'ICTL0024'],
  description: 'the certificate of a server is valid now',
  analyze(analysis, findings) {
    for (const { source, path, secretName, origin, certificate } of servedCertificates(analysis)) {
      const { level, text } = checkValidity([certificate], analysis.now);
      if (level !== 'failed') continue;
      const code = secretName.startsWith('kubernetes://') ? 'IST0161' : 'ICTL0024';
      findings.report(code, `${origin}: ${text}, so clients refuse it; put a new certificate there`, source, path);
    }
  },
};
