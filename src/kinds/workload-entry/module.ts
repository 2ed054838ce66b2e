import { istioModule } from '../istio-module.ts';
import type { KindModule } from '../kind.ts';
import { workloadEntrySchema } from './workload-entry.ts';

export const workloadEntryModule: KindModule = istioModule({
  schema: workloadEntrySchema,
  storageVersion: 'networking.istio.io/v1',
  validate: () => [],
});
