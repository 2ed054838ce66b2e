/** As typed: `--key-type rsa:2048`. */
export const keyTypes = ['rsa:2048', 'rsa:3072', 'rsa:4096', 'ecdsa:p256', 'ecdsa:p384'] as const;
export type KeyType = (typeof keyTypes)[number];
