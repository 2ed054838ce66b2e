import type { KubeObject } from '../../kinds/object.ts';
import type { Release } from '../chart.ts';

interface Account {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly imagePullSecrets: readonly unknown[] | undefined;
}

export function serviceAccount({ name, labels, imagePullSecrets = [] }: Account, { namespace }: Release): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    ...(imagePullSecrets.length > 0 && { imagePullSecrets: imagePullSecrets.map(secretReference) }),
    metadata: { name, namespace, labels },
  };
}

/** Values of 0.8 have objects with a name, those of 1.0 names. */
function secretReference(secret: unknown): unknown {
  return typeof secret === 'string' ? { name: secret } : secret;
}
