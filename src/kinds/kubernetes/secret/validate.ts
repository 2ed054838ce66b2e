// What the API server demands of Secrets (kubernetes/pkg/apis/core/validation, ValidateSecret).
import { fieldOf } from '../../field-path.ts';
import { invalidValue, refused, requiredValue } from '../../field-problem.ts';
import type { Problem } from '../../problem.ts';
import { dataKeyProblems, maxDataBytes } from '../data-keys.ts';
import type { Secret } from '../secret.ts';

/** Keys that a type demands, all of them. */
const requiredKeys: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
};

const accountAnnotation = 'kubernetes.io/service-account.name';

export function validateSecret(secret: Secret): readonly Problem[] {
  const { data = {}, type = 'Opaque' } = secret;
  const bytes = Object.values(data).reduce((sum, text) => sum + Buffer.byteLength(text, 'base64'), 0);
  return [
    ...dataKeyProblems('data', data),
    ...(bytes > maxDataBytes ? [refused('data', `must be at most ${maxDataBytes} bytes in all`)] : []),
    ...keyProblems(type, data),
    ...typeProblems(type, secret),
  ];
}

function keyProblems(type: string, data: Readonly<Record<string, string>>): readonly Problem[] {
  const keys = Object.hasOwn(requiredKeys, type) ? (requiredKeys[type] ?? []) : [];
  return keys.filter((key) => !Object.hasOwn(data, key)).map((key) => requiredValue(fieldOf('data', key)));
}

function typeProblems(type: string, { data = {}, metadata }: Secret): readonly Problem[] {
  switch (type) {
    case 'kubernetes.io/basic-auth':
      return Object.hasOwn(data, 'username') || Object.hasOwn(data, 'password')
        ? []
        : [requiredValue('data.username'), requiredValue('data.password')];
    case 'kubernetes.io/service-account-token':
      return metadata.annotations?.[accountAnnotation]
        ? []
        : [requiredValue(fieldOf('metadata.annotations', accountAnnotation))];
    case 'kubernetes.io/dockercfg':
      return jsonProblems('.dockercfg', data);
    case 'kubernetes.io/dockerconfigjson':
      return jsonProblems('.dockerconfigjson', data);
    default:
      return [];
  }
}

function jsonProblems(key: string, data: Readonly<Record<string, string>>): readonly Problem[] {
  const encoded = data[key];
  if (encoded === undefined) return [];
  try {
    JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
    return [];
  } catch {
    // What JSON.parse says may quote the secret.
    return [invalidValue(fieldOf('data', key), '<secret contents redacted>', 'not JSON')];
  }
}
