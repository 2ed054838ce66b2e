// TLS towards endpoints (istio, agent.ValidateTLS).
import type { ClientTls } from '../destination-rule/client-tls.ts';
import { fieldOf } from '../field-path.ts';
import { refused } from '../field-problem.ts';
import type { Problem } from '../problem.ts';

const configMapPrefix = 'configmap://';

/** Checks client TLS settings of an object in `namespace`. */
export function checkClientTls(path: string, tls: ClientTls, namespace: string): readonly Problem[] {
  return [
    ...checkConfigMap(fieldOf(path, 'credentialName'), tls.credentialName ?? '', namespace),
    ...checkInsecure(path, tls),
    ...checkSources(path, tls),
  ];
}

function checkConfigMap(path: string, name: string, namespace: string): readonly Problem[] {
  if (!name.startsWith(configMapPrefix)) return [];
  const [first = '', second] = name.slice(configMapPrefix.length).split('/');
  if (first === '' || second === '')
    return [refused(path, 'invalid configmap:// credentialName: use configmap://namespace/name')];
  if (second === undefined || first === namespace) return [];
  const message = `invalid configmap:// credentialName: namespace must match the configuration namespace ${JSON.stringify(namespace)}`;
  return [refused(path, message)];
}

function checkInsecure(path: string, tls: ClientTls): readonly Problem[] {
  if (tls.insecureSkipVerify !== true) return [];
  const verifies = (tls.caCertificates ?? '') !== '' || tls.subjectAltNames !== undefined;
  const place = fieldOf(path, 'insecureSkipVerify');
  if (tls.mode === 'SIMPLE' && (verifies || (tls.credentialName ?? '') !== '')) {
    return [refused(place, 'cannot specify caCertificates, credentialName or subjectAltNames with insecureSkipVerify')];
  }
  if (tls.mode !== 'MUTUAL' || !verifies) return [];
  return [refused(place, 'cannot specify caCertificates or subjectAltNames with insecureSkipVerify')];
}

function checkSources(path: string, tls: ClientTls): readonly Problem[] {
  if (tls.mode !== 'SIMPLE' && tls.mode !== 'MUTUAL') return [];
  if ((tls.credentialName ?? '') !== '') {
    const files = [tls.clientCertificate, tls.caCertificates, tls.privateKey, tls.caCrl];
    if (files.every((file) => (file ?? '') === '')) return [];
    return [refused(path, 'cannot specify client certificates or CA certificate or CA CRL if credentialName is set')];
  }
  if (tls.mode === 'SIMPLE') return [];
  return [
    ...((tls.clientCertificate ?? '') === ''
      ? [refused(fieldOf(path, 'clientCertificate'), 'client certificate required for mutual tls')]
      : []),
    ...((tls.privateKey ?? '') === ''
      ? [refused(fieldOf(path, 'privateKey'), 'private key required for mutual tls')]
      : []),
  ];
}
