import type { HttpConnectionManager } from '../../envoy/http-connection-manager.ts';
import { encodedPem } from './encoded-pem.ts';
import type { Headers } from './headers.ts';
import type { TlsFacts } from './stream.ts';

const NAME = 'x-forwarded-client-cert';

/** Writes, keeps or drops x-forwarded-client-cert as the connection manager says; SANITIZE where it says nothing. */
export function setClientCertificateHeader(
  headers: Headers,
  tls: TlsFacts | undefined,
  config: Pick<HttpConnectionManager, 'forwardClientCertDetails' | 'setCurrentClientCertDetails'>,
): void {
  const mode = config.forwardClientCertDetails ?? 'SANITIZE';
  if (mode === 'ALWAYS_FORWARD_ONLY') return;
  const peer = tls?.peer;
  if (mode === 'SANITIZE' || peer === undefined) {
    headers.remove(NAME);
    return;
  }
  if (mode === 'FORWARD_ONLY') return;
  const own = certificateDetails(peer, config.setCurrentClientCertDetails ?? {});
  const sent = mode === 'APPEND_FORWARD' ? headers.get(NAME) : undefined;
  headers.set(NAME, sent === undefined ? own : `${sent},${own}`);
}

function certificateDetails(
  peer: NonNullable<TlsFacts['peer']>,
  parts: NonNullable<HttpConnectionManager['setCurrentClientCertDetails']>,
): string {
  const details = [`Hash=${peer.sha256}`];
  if (parts.cert === true) details.push(`Cert="${encodedPem(peer.certificate)}"`);
  if (parts.subject === true) details.push(`Subject="${peer.subject.replaceAll('"', '\\"')}"`);
  // The key stands even where the certificate has no URI.
  if (parts.uri === true)
    details.push(...(peer.uriSans.length === 0 ? ['URI='] : peer.uriSans.map((uri) => `URI=${uri}`)));
  if (parts.dns === true) details.push(...peer.dnsSans.map((name) => `DNS=${name}`));
  return details.join(';');
}
