import { immutable } from '../../field-immutable.ts';
import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import { builtInModule } from '../built-in-module.ts';
import { expandKind } from '../compact-schema.ts';
import { secretTypes } from '../generated/secret.ts';
import { immutableDataProblems } from '../immutable-data.ts';
import type { Secret } from '../secret.ts';
import { validateSecret } from './validate.ts';

/** As written: stringData is there until it was merged into data. */
interface WrittenSecret extends Secret {
  readonly stringData?: Readonly<Record<string, string>>;
}

export const secretModule: KindModule = builtInModule<WrittenSecret>({
  schemas: { v1: expandKind(secretTypes, 'Secret') },
  storageVersion: 'v1',
  nameRule: dns1123SubdomainFault,
  applyDefaults,
  validate: validateSecret,
  validateUpdate: (secret, previous) => [
    ...immutable('type', secret.type, previous.type),
    ...immutableDataProblems(secret, previous, ['data']),
  ],
});

/** stringData is written only, and wins over data (core/v1, Secret). */
function applyDefaults({ stringData, ...secret }: WrittenSecret): Secret {
  const type = secret.type === undefined || secret.type === '' ? 'Opaque' : secret.type;
  if (stringData === undefined) return { ...secret, kind: 'Secret', type };
  const encoded = Object.entries(stringData).map(([key, text]) => [key, Buffer.from(text, 'utf8').toString('base64')]);
  return { ...secret, kind: 'Secret', data: { ...secret.data, ...Object.fromEntries(encoded) }, type };
}
