import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import { builtInModule } from '../built-in-module.ts';
import { expandKind } from '../compact-schema.ts';
import { horizontalPodAutoscalerTypes } from '../generated/horizontal-pod-autoscaler.ts';
import { horizontalPodAutoscalerV1Types } from '../generated/horizontal-pod-autoscaler-v1.ts';
import type { HorizontalPodAutoscaler } from '../horizontal-pod-autoscaler.ts';
import { defaultAutoscaler } from './defaults.ts';
import { betaAutoscalerSchema } from './schema-beta.ts';
import { validateAutoscaler } from './validate.ts';
import { fromStorage, toStorage } from './views.ts';

const schema = expandKind(horizontalPodAutoscalerTypes, 'HorizontalPodAutoscaler');

export const horizontalPodAutoscalerModule: KindModule = builtInModule<HorizontalPodAutoscaler>({
  schemas: {
    'autoscaling/v2': schema,
    'autoscaling/v2beta2': schema,
    'autoscaling/v2beta1': betaAutoscalerSchema,
    'autoscaling/v1': expandKind(horizontalPodAutoscalerV1Types, 'HorizontalPodAutoscaler'),
  },
  storageVersion: 'autoscaling/v2',
  nameRule: dns1123SubdomainFault,
  toStorage,
  fromStorage,
  applyDefaults: defaultAutoscaler,
  validate: validateAutoscaler,
});
