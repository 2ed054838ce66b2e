import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyType } from './key-type.ts';

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

/** Makes a key pair by node:crypto, off the main thread. */
export function generateKeys(type: KeyType): Promise<KeyPair> {
  const generate = promisify(generateKeyPair);
  switch (type) {
    case 'ecdsa:p256':
      return generate('ec', { namedCurve: 'P-256' });
    case 'ecdsa:p384':
      return generate('ec', { namedCurve: 'P-384' });
    default:
      return generate('rsa', { modulusLength: Number(type.slice('rsa:'.length)) });
  }
}
