import type { KindModule } from '../../kind.ts';
import { dns1123LabelFault } from '../../metadata/names.ts';
import { builtInModule } from '../built-in-module.ts';
import { expandKind } from '../compact-schema.ts';
import { namespaceTypes } from '../generated/namespace.ts';
import type { Namespace } from '../namespace.ts';

/** The label with a namespace's own name, which the API server keeps right. */
const nameLabel = 'kubernetes.io/metadata.name';

export const namespaceModule: KindModule = builtInModule<Namespace>({
  schemas: { v1: expandKind(namespaceTypes, 'Namespace') },
  storageVersion: 'v1',
  nameRule: dns1123LabelFault,
  applyDefaults,
  validate: () => [],
});

function applyDefaults(namespace: Namespace): Namespace {
  const { metadata, status } = namespace;
  const nameLabels: Readonly<Record<string, string>> = metadata.name ? { [nameLabel]: metadata.name } : {};
  return {
    ...namespace,
    metadata: { ...metadata, labels: { ...metadata.labels, ...nameLabels } },
    status: { ...status, phase: status?.phase ?? 'Active' },
  };
}
