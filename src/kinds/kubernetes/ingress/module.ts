import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import { builtInModule } from '../built-in-module.ts';
import { expandKind } from '../compact-schema.ts';
import { ingressTypes } from '../generated/ingress.ts';
import type { Ingress } from '../ingress.ts';
import { fromStorage, toStorage } from './beta-view.ts';
import { betaIngressSchema } from './schema-beta.ts';
import { validateIngress } from './validate.ts';

export const ingressModule: KindModule = builtInModule<Ingress>({
  schemas: {
    'networking.k8s.io/v1': expandKind(ingressTypes, 'Ingress'),
    'networking.k8s.io/v1beta1': betaIngressSchema,
    'extensions/v1beta1': betaIngressSchema,
  },
  storageVersion: 'networking.k8s.io/v1',
  nameRule: dns1123SubdomainFault,
  toStorage,
  fromStorage,
  validate: validateIngress,
});
